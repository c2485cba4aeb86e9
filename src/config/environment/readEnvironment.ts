import dotenv from "dotenv";
import { ConfigError } from "../configError.js";
import type { Findings } from "../faults.js";
import { completeProxy } from "../proxy/proxy.js";
import { findCarriedPunctuation } from "./carriedPunctuation.js";
import { findCutValues } from "./cutValues.js";
import { findDotenv } from "./dotenvFile.js";
import type { Environment } from "./parseEnvironment.js";

/** What Node.js reads before the app runs: in `.env` it comes too late. */
const readByNode = [
  "NODE_EXTRA_CA_CERTS",
  "NODE_OPTIONS",
  "NODE_USE_ENV_PROXY",
  "NODE_USE_SYSTEM_CA",
  "SSL_CERT_DIR",
  "SSL_CERT_FILE",
];

/** The environment of the process, completed by `.env`, and what is wrong with how its values are written. */
export interface ReadEnvironment extends Findings {
  readonly environment: Environment;
}

/**
 * Returns the environment of the process, completed by `.env`. It is completed for everything that runs in the process.
 *
 * @throws ConfigError if `.env` cannot be read.
 */
export function readEnvironment(appFolder: string): ReadEnvironment {
  const findings: Findings = { faults: new Map(), warnings: [] };
  findCarriedPunctuation(process.env, findings);
  const file = readFile(findings, appFolder);
  if (file) {
    findCutValues(file.text, (name) => process.env[name] === undefined, findings.faults);
    for (const name of readByNode) {
      if (file.values[name] && process.env[name] === undefined) {
        findings.warnings.push(
          `${name} in .env does nothing, because Node.js reads it before: set it in the environment of the process.`,
        );
      }
    }
    dotenv.populate(process.env, file.values);
  }
  completeProxy(process.env);
  // Otherwise the exporter of Azure Monitor would tell Microsoft of itself.
  process.env.APPLICATION_INSIGHTS_NO_STATSBEAT ??= "true";
  return { environment: process.env, ...findings };
}

function readFile({ warnings }: Findings, appFolder: string) {
  try {
    return findDotenv(warnings, appFolder);
  } catch (error) {
    throw new ConfigError([error instanceof Error ? error.message : ".env cannot be read."]);
  }
}
