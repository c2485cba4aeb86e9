import { parseArgs } from "node:util";
import { z } from "zod";
import { type CommandOption, type CommandOptions, cleanupOptions, configureOptions } from "./options.js";

/** Thrown with every fault of a command line at once, a sentence each. */
export class OptionsError extends Error {
  override readonly name = "OptionsError";

  constructor(readonly faults: readonly string[]) {
    super(["The options cannot be used:", ...faults].join("\n  "));
  }
}

const domain = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i;

const baseUrl = z
  .url({ protocol: /^https?$/, abort: true })
  .transform((value) => new URL(value))
  .refine((url) => url.protocol === "https:" || url.hostname === "localhost")
  .refine((url) => url.href === `${url.origin}/`)
  .transform((url) => url.origin);

const registration = z.object({
  "tenant-id": z.union([z.guid(), z.string().regex(domain)]),
  environment: z.enum(configureOptions.environment.choices),
  name: z
    .string()
    .trim()
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]{1,90}$/u),
  "dry-run": z.boolean(),
});

const configure = registration.extend({
  "base-url": baseUrl,
  graph: z.boolean(),
  "secret-months": z
    .string()
    .regex(/^\d{1,2}$/)
    .transform(Number)
    .refine((months) => months >= 1 && months <= 24),
  certificate: z.boolean(),
});

const cleanup = registration.extend({ yes: z.boolean() });

/** What both commands are told. */
export type RegistrationArguments = z.output<typeof registration>;
export type ConfigureArguments = z.output<typeof configure>;
export type CleanupArguments = z.output<typeof cleanup>;

/**
 * Reads the command line of Configure, completed by the defaults.
 *
 * @throws OptionsError with all faults at once.
 */
export function parseConfigureOptions(commandLine: readonly string[]): ConfigureArguments {
  return parse(commandLine, configureOptions, configure);
}

/**
 * Reads the command line of Cleanup, completed by the defaults.
 *
 * @throws OptionsError with all faults at once.
 */
export function parseCleanupOptions(commandLine: readonly string[]): CleanupArguments {
  return parse(commandLine, cleanupOptions, cleanup);
}

function parse<T>(commandLine: readonly string[], options: CommandOptions, schema: z.ZodType<T>): T {
  const { given, faults } = readCommandLine(commandLine, options);
  const result = schema.safeParse(given);
  for (const issue of result.error?.issues ?? []) {
    const name = String(issue.path[0]);
    if (!faults.has(name)) {
      faults.set(name, faultOf(name, options[name], given[name] === undefined ? "is missing" : undefined));
    }
  }
  if (!result.success || faults.size > 0) {
    throw new OptionsError([...faults.values()]);
  }
  return result.data;
}

/** Reads what is given, completed by the defaults; leniently, because strict `parseArgs` stops at the first fault. */
function readCommandLine(commandLine: readonly string[], options: CommandOptions) {
  const given: Record<string, string | boolean | undefined> = {};
  const faults = new Map<string, string>();
  for (const [name, option] of Object.entries(options)) {
    given[name] = option.type === "boolean" ? false : option.default;
  }
  const lenient = { strict: false, allowPositionals: true, tokens: true } as const;
  let explained = false;
  for (const token of parseArgs({ args: [...commandLine], options, ...lenient }).tokens) {
    // What follows a faulty option may be meant for it.
    if (token.kind === "positional" && !explained) {
      faults.set(token.value, `"${token.value}" is not expected: every value follows the name of its option`);
    }
    if (token.kind !== "option") {
      continue;
    }
    const faultsBefore = faults.size;
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (option === undefined) {
      faults.set(token.rawName, `${token.rawName} is no option: --help lists them`);
    } else if (option.type === "boolean") {
      given[token.name] = true;
      if (token.value !== undefined) {
        faults.set(token.name, `--${token.name} takes no value`);
      }
    } else if (token.value === undefined || (!token.inlineValue && token.value.startsWith("--"))) {
      faults.set(token.name, faultOf(token.name, option, "needs a value"));
    } else {
      given[token.name] = token.value;
    }
    explained = faults.size > faultsBefore;
  }
  return { given, faults };
}

function faultOf(name: string, option: CommandOption | undefined, wrong = option?.rule): string {
  return `--${name} ${wrong}, e.g. --${name} ${quoted(option?.example ?? "")}`;
}

function quoted(value: string): string {
  return value.includes(" ") ? `"${value}"` : value;
}

/** Tells whether the command is asked what it takes. */
export function asksForHelp(commandLine: readonly string[]): boolean {
  return commandLine.includes("--help") || commandLine.includes("-h");
}
