import * as z from "zod";
import { cloudNames } from "../clouds.js";
import { type CommandOptions, cleanupOptions, configureOptions } from "./options.js";
import { addFaultsTogether } from "./optionsTogether.js";
import { faultOf, readCommandLine } from "./readCommandLine.js";

/** Thrown with every fault of a command line at once, a sentence each. */
export class OptionsError extends Error {
  override readonly name = "OptionsError";

  constructor(readonly faults: readonly string[]) {
    super(["The options cannot be used:", ...faults].join("\n  "));
  }
}

const domain = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i;

/** A host as people register it: a name, or an IP address. Entra takes a `*` in an address for every name there is. */
const host = /^(?:[a-z\d_-]+(?:\.[a-z\d_-]+)*|\[[\da-f:]+\])$/;

const baseUrl = z
  .url({ protocol: /^https?$/, abort: true })
  .transform((value) => new URL(value))
  .refine((url) => url.protocol === "https:" || url.hostname === "localhost")
  .refine((url) => host.test(url.hostname))
  .refine((url) => url.href === `${url.origin}/`)
  .transform((url) => url.origin);

/** The address of a key vault in the global cloud, where external tenants are. Tokens for vaults go nowhere else. */
const keyVault = z
  .url({ protocol: /^https$/, hostname: /^[a-z0-9-]{3,24}\.vault\.azure\.net$/i, abort: true })
  .transform((value) => new URL(value))
  .refine((url) => url.href === `${url.origin}/`)
  .transform((url) => url.href);

const filePath = z.string().trim().min(1);

/** Microsoft Graph Command Line Tools, a public client of Microsoft's that is in every tenant but those in China. */
const commandLineTools = "14d82eec-204b-4c2f-b7e8-296a70dab67e";

const registration = z.object({
  "tenant-id": z.union([z.guid(), z.string().regex(domain)]),
  environment: z.enum(cloudNames),
  name: z
    .string()
    .trim()
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]{1,90}$/u),
  "client-id": z.guid().default(commandLineTools),
  browser: z.boolean(),
  "device-code": z.boolean(),
  "dry-run": z.boolean(),
  "app-only": z.boolean(),
  "admin-client-id": z.guid().optional(),
  "admin-certificate": filePath.optional(),
});

const configure = registration.extend({
  "base-url": baseUrl,
  graph: z.boolean(),
  groups: z.boolean(),
  api: z.boolean(),
  "secret-months": z
    .string()
    .regex(/^\d{1,2}$/)
    .transform(Number)
    .refine((months) => months >= 1 && months <= 24),
  certificate: z.boolean(),
  "key-vault": keyVault.optional(),
  "certificate-name": z.string().regex(/^[a-z0-9-]{1,127}$/i),
  "settings-file": filePath,
});

const cleanup = registration.extend({ yes: z.boolean() });

/** What both commands are told. */
export type RegistrationArguments = z.output<typeof registration>;
export interface ConfigureArguments extends z.output<typeof configure> {
  /** True if a kind of credential is asked for; otherwise one that is set can stay. */
  readonly asksForCredential: boolean;
}
export type CleanupArguments = z.output<typeof cleanup>;

/**
 * Reads the command line of Configure, completed by the defaults.
 *
 * @throws OptionsError with all faults at once.
 */
export function parseConfigureOptions(commandLine: readonly string[]): ConfigureArguments {
  const { options, typed } = parse(commandLine, configureOptions, configure);
  const kinds = ["certificate", "secret-months", "key-vault"];
  return { ...options, asksForCredential: kinds.some((name) => typed.has(name)) };
}

/**
 * Reads the command line of Cleanup, completed by the defaults.
 *
 * @throws OptionsError with all faults at once.
 */
export function parseCleanupOptions(commandLine: readonly string[]): CleanupArguments {
  return parse(commandLine, cleanupOptions, cleanup).options;
}

function parse<T>(commandLine: readonly string[], options: CommandOptions, schema: z.ZodType<T>) {
  const { given, typed, faults } = readCommandLine(commandLine, options);
  addFaultsTogether({ given, typed, faults });
  const result = schema.safeParse(given);
  for (const issue of result.error?.issues ?? []) {
    const name = String(issue.path[0]);
    const option = options[name];
    if (option?.type === "string" && !faults.has(name)) {
      faults.set(name, faultOf(name, option, given[name] === undefined ? "is missing" : option.rule));
    }
  }
  if (!result.success || faults.size > 0) {
    throw new OptionsError([...faults.values()]);
  }
  return { options: result.data, typed };
}
