import { createRequire } from "node:module";
import { Language, type Node, Parser } from "web-tree-sitter";

/** A parameter of a script, with what its attributes say. */
interface ScriptParameter {
  readonly type: string;
  readonly mandatory: boolean;
  readonly choices: readonly string[] | undefined;
  readonly default: string | undefined;
}

/** A PowerShell script as its parser reads it. */
export interface PowerShellScript {
  /** Where it cannot be read, as line numbers from 1. */
  readonly faultyLines: readonly number[];
  /** Parameters by name. */
  readonly parameters: Readonly<Record<string, ScriptParameter>>;
  /** The parameter that each option of a command comes from, by option. */
  readonly passedOn: Readonly<Record<string, string>>;
}

await Parser.init();
const require = createRequire(import.meta.url);
const grammar = require.resolve("tree-sitter-powershell/tree-sitter-powershell.wasm");
const parser = new Parser().setLanguage(await Language.load(grammar));

/** Reads a script with tree-sitter's grammar of PowerShell. */
export function readScript(source: string): PowerShellScript {
  const root = parser.parse(source)?.rootNode;
  if (!root) {
    throw new Error("The parser gave up.");
  }
  const parameters = descendants(root, "script_parameter").map(readParameter);
  return {
    faultyLines: everyNode(root)
      .filter((node) => node.isError || node.isMissing)
      .map((node) => node.startPosition.row + 1),
    parameters: Object.fromEntries(parameters),
    passedOn: Object.fromEntries(descendants(root, "hash_entry").flatMap(passedOnBy)),
  };
}

function readParameter(node: Node): [name: string, parameter: ScriptParameter] {
  const name = node.namedChildren.find((child) => child?.type === "variable")?.text.slice(1) ?? "";
  const choices = attributeArguments(node, "ValidateSet").filter((text) => !text.includes("="));
  const [given] = descendants(node, "script_parameter_default");
  return [
    name,
    {
      type: descendants(node, "type_literal")[0]?.text.slice(1, -1) ?? "",
      mandatory: attributeArguments(node, "Parameter").includes("Mandatory"),
      choices: choices.length > 0 ? choices.map(unquoted) : undefined,
      default: given && unquoted(given.text.replace(/^=\s*/, "")),
    },
  ];
}

function attributeArguments(parameter: Node, attribute: string): string[] {
  return descendants(parameter, "attribute")
    .filter((node) => descendants(node, "attribute_name")[0]?.text === attribute)
    .flatMap((node) => descendants(node, "attribute_argument").map(({ text }) => text));
}

/** An entry of a hash table, such as `Graph = '--graph'`. */
function passedOnBy(entry: Node): [option: string, parameter: string][] {
  const [parameter = ""] = descendants(entry, "key_expression").map(({ text }) => text);
  return descendants(entry, "verbatim_string_characters")
    .map(({ text }) => unquoted(text))
    .filter((text) => text.startsWith("--"))
    .map((option) => [option.replace(/^--/, ""), parameter]);
}

function descendants(node: Node, type: string): Node[] {
  return node.descendantsOfType(type).filter((found) => found !== null);
}

function everyNode(node: Node): Node[] {
  return [node, ...node.children.filter((child) => child !== null).flatMap(everyNode)];
}

function unquoted(text: string): string {
  return text.replace(/^(['"])(.*)\1$/, "$2");
}
