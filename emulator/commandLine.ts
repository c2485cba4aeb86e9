import { parseArgs } from "node:util";

/** What the command line says. */
export interface CommandLine {
  /** Undefined if none is given. 0 is a free one. */
  readonly port: number | undefined;
  /** The file that describes the tenant, if one is given. */
  readonly config: string | undefined;
  /** What object ids and passcodes are made of, if it is given. */
  readonly seed: string | undefined;
  readonly https: boolean;
  readonly ciamlogin: boolean;
  /** Where the authorities of certificates are kept, if somewhere else than by default. */
  readonly certificates: string | undefined;
  readonly help: boolean;
  readonly version: boolean;
}

const options = {
  port: {
    type: "string",
    value: "number",
    does: "where it listens; 0 takes a free port (default: EMULATOR_PORT, or 3001)",
  },
  config: {
    type: "string",
    value: "file",
    does: "what is in the tenant (default: EMULATOR_CONFIG, or emulator.json if it is here)",
  },
  seed: {
    type: "string",
    value: "word",
    does: "make the same object ids and passcodes of it at each start (default: EMULATOR_SEED)",
  },
  https: { type: "boolean", does: "serve https, with a certificate of an authority of its own" },
  ciamlogin: { type: "boolean", does: "serve https under the tenant's names at ciamlogin.com too" },
  certificates: {
    type: "string",
    value: "folder",
    does: "where its authorities are kept (default: a folder of yours)",
  },
  help: { type: "boolean", does: "print this and end" },
  version: { type: "boolean", does: "print the version and end" },
} as const;

/**
 * Reads a command line.
 *
 * @throws Error with a line for each fault.
 */
export function readCommandLine(args: readonly string[]): CommandLine {
  // If it is strict, `parseArgs` stops at the first fault.
  const lenient = { strict: false, allowPositionals: true, tokens: true } as const;
  const { tokens } = parseArgs({ args: [...args], options, ...lenient });
  const given = new Map<string, string | undefined>();
  const faults: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") {
      faults.push(`"${token.value}" is no option`);
    } else if (token.kind === "option") {
      const fault = faultIn(token);
      if (fault === undefined) {
        given.set(token.name, token.value);
      } else {
        faults.push(`${token.rawName} ${fault}`);
      }
    }
  }
  if (faults.length > 0) {
    throw new Error(["The options cannot be used:", ...faults, "--help lists them"].join("\n  "));
  }
  const port = given.get("port");
  return {
    port: port === undefined ? undefined : Number(port),
    config: given.get("config"),
    seed: given.get("seed"),
    https: given.has("https") || given.has("ciamlogin"),
    ciamlogin: given.has("ciamlogin"),
    certificates: given.get("certificates"),
    help: given.has("help"),
    version: given.has("version"),
  };
}

function faultIn({ name, value }: { name: string; value: string | undefined }): string | undefined {
  const option = Object.entries(options).find(([known]) => known === name)?.[1];
  if (option === undefined) {
    return "is no option";
  }
  if (option.type === "boolean") {
    return value === undefined ? undefined : "takes no value";
  }
  if (value === undefined || value === "" || value.startsWith("--")) {
    return `needs a value, as in --${name} <${option.value}>`;
  }
  const isPort = /^\d{1,5}$/.test(value) && Number(value) < 65_536;
  return name === "port" && !isPort ? "must be from 0 to 65535" : undefined;
}

/** What `--help` prints. */
export function helpText(): string {
  const rows = Object.entries(options).map(([name, option]) => {
    const left = "value" in option ? `--${name} <${option.value}>` : `--${name}`;
    return `  ${left.padEnd(23)} ${option.does}`;
  });
  return [
    "external-id-emulator [options]      in the repository: npm run emulator -- [options]",
    "",
    "Stands in for a Microsoft Entra External ID tenant on this machine.",
    "",
    ...rows,
  ].join("\n");
}
