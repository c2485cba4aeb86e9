import { build } from "esbuild";

/** Of GitHub's parser, what the tests use. */
type WorkflowParser = Pick<
  typeof import("@actions/workflow-parser"),
  "NoOperationTraceWriter" | "convertWorkflowTemplate" | "parseWorkflow"
>;

/** Bundled, because it imports JSON in a way that Node.js refuses. */
const {
  outputFiles: [bundle],
} = await build({
  stdin: { contents: 'export * from "@actions/workflow-parser";', resolveDir: import.meta.dirname },
  bundle: true,
  format: "esm",
  platform: "node",
  // One of its parts is CommonJS, and asks for modules of Node.js by `require`.
  banner: { js: 'import { createRequire } from "node:module"; const require = createRequire("/");' },
  write: false,
});
const parser: WorkflowParser = await import(
  `data:text/javascript;base64,${Buffer.from(bundle?.contents ?? []).toString("base64")}`
);

/** Returns what GitHub's own parser finds wrong with a workflow: keys and expressions that it does not know. */
export async function faultsInWorkflow(name: string, content: string): Promise<string[]> {
  const { context, value } = parser.parseWorkflow({ name, content }, new parser.NoOperationTraceWriter());
  if (value) {
    await parser.convertWorkflowTemplate(context, value);
  }
  return context.errors.getErrors().map(({ message }) => message);
}
