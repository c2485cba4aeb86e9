import * as z from "zod";
import type { BidiConnection } from "./bidiConnection.js";
import type { Tab } from "./browser.js";

const createdSchema = z.object({ context: z.string() });
const nodesSchema = z.object({ nodes: z.array(z.object({ sharedId: z.string() })) });
const treeSchema = z.object({ contexts: z.tuple([z.object({ url: z.string() })]) });
const resultSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("success"), result: z.object({ value: z.string().optional() }) }),
  z.object({ type: z.literal("exception"), exceptionDetails: z.object({ text: z.string() }) }),
]);

/** Opens a tab of a user of a browser that speaks WebDriver BiDi. */
export async function openBidiTab(connection: BidiConnection, userContext: string): Promise<Tab> {
  const tab = { type: "tab", userContext };
  const { context } = await connection.send("browsingContext.create", tab, createdSchema);

  const find = async (xpath: string) => {
    const locator = { type: "xpath", value: xpath };
    const { nodes } = await connection.send("browsingContext.locateNodes", { context, locator }, nodesSchema);
    return nodes;
  };
  /** Calls a function with the first such element, beside the page's own scripts and as if somebody had touched it. */
  const call = async (xpath: string, functionDeclaration: string, ...more: string[]) => {
    const [element] = await find(xpath);
    if (!element) {
      throw new Error(`The page has no ${xpath}`);
    }
    const result = await connection.send(
      "script.callFunction",
      {
        functionDeclaration,
        arguments: [{ sharedId: element.sharedId }, ...more.map((value) => ({ type: "string", value }))],
        target: { context, sandbox: "test" },
        awaitPromise: false,
        userActivation: true,
      },
      resultSchema,
    );
    if (result.type === "exception") {
      throw new Error(result.exceptionDetails.text);
    }
    return result.result.value ?? "";
  };
  const traverse = (delta: number) =>
    connection.send("browsingContext.traverseHistory", { context, delta }, z.unknown());

  return {
    goto: async (url) =>
      void (await connection.send(
        "browsingContext.navigate",
        { context, url, wait: "interactive" },
        z.unknown(),
      )),
    back: async () => void (await traverse(-1)),
    forward: async () => void (await traverse(1)),
    reload: async () =>
      void (await connection.send("browsingContext.reload", { context, wait: "interactive" }, z.unknown())),
    text: (xpath) => call(xpath, "(element) => element.innerText"),
    // Firefox loses a pointer's events while it has not painted the page.
    click: async (xpath) => void (await call(xpath, "(element) => element.click()")),
    type: async (xpath, text) =>
      void (await call(xpath, "(element, text) => { element.value = text; }", text)),
    async url() {
      const { contexts } = await connection.send("browsingContext.getTree", { root: context }, treeSchema);
      return contexts[0].url;
    },
  };
}
