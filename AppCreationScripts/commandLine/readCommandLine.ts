import { parseArgs } from "node:util";
import type { CommandOption, CommandOptions, ValueOption } from "./options.js";

/** What a command line says, completed by the defaults, and what is wrong with it, a sentence for each option. */
export interface CommandLine {
  readonly given: Record<string, string | boolean | undefined>;
  /** The options that were typed, without those that only have a default. */
  readonly typed: Set<string>;
  readonly faults: Map<string, string>;
}

/** If it is strict, `parseArgs` stops at the first fault. */
const lenient = { strict: false, allowPositionals: true, tokens: true } as const;

/** Reads the options on a command line, and finds every fault that needs no look at the values. */
export function readCommandLine(commandLine: readonly string[], options: CommandOptions): CommandLine {
  const given: CommandLine["given"] = {};
  const typed: CommandLine["typed"] = new Set();
  const faults: CommandLine["faults"] = new Map();
  for (const [name, option] of Object.entries(options)) {
    given[name] = option.type === "boolean" ? false : option.default;
  }
  let afterFault = false;
  for (const token of parseArgs({ args: [...commandLine], options, ...lenient }).tokens) {
    if (token.kind === "option") {
      const fault = faultIn(token, options);
      afterFault = fault !== undefined;
      if (fault === undefined) {
        given[token.name] = token.value ?? true;
        typed.add(token.name);
      } else {
        faults.set(token.name, fault);
      }
    } else if (token.kind === "positional" && !afterFault) {
      // What follows a faulty option may be meant for it.
      faults.set(token.value, `"${token.value}" is not expected: every value follows the name of its option`);
    }
  }
  return { given, typed, faults };
}

interface OptionToken {
  readonly name: string;
  /** The option as it was typed. */
  readonly rawName: string;
  readonly value: string | undefined;
  /** True if the value was typed after an equals sign. */
  readonly inlineValue: boolean | undefined;
}

function faultIn(
  { name, rawName, value, inlineValue }: OptionToken,
  options: CommandOptions,
): string | undefined {
  const option: CommandOption | undefined = Object.hasOwn(options, name) ? options[name] : undefined;
  if (option === undefined) {
    return `${rawName} is no option: --help lists them`;
  }
  if (option.type === "boolean") {
    return value === undefined ? undefined : `--${name} takes no value`;
  }
  const isMissing = value === undefined || (!inlineValue && value.startsWith("--"));
  return isMissing ? faultOf(name, option, "needs a value") : undefined;
}

/** What is wrong with an option, and how it would be right. */
export function faultOf(name: string, { example }: ValueOption, wrong: string): string {
  return `--${name} ${wrong}, e.g. --${name} ${example.includes(" ") ? `"${example}"` : example}`;
}

/** True if the command is asked what it takes. */
export function asksForHelp(commandLine: readonly string[]): boolean {
  return commandLine.includes("--help") || commandLine.includes("-h");
}
