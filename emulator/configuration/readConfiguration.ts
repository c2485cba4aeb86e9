import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import {
  type CompleteConfiguration,
  configurationSchema,
  type TenantConfiguration,
} from "./configurationSchema.js";
import { type Fault, referenceFaults } from "./referenceFaults.js";
import { definitionOf, type TenantDefinition } from "./tenantDefinition.js";
import { withoutComments } from "./withoutComments.js";

/** Every fault of a configuration, each in a line with the path of what is faulty. */
class ConfigurationError extends Error {
  constructor(source: string, faults: readonly Fault[]) {
    const lines = faults.map(
      ({ path: place, message }) => `  ${place.map(String).join(".") || "it"}: ${message}`,
    );
    super([`${source} cannot be used:`, ...new Set(lines)].join("\n"));
  }
}

/** @throws ConfigurationError with every fault; Node's own error if the file cannot be read. */
export async function readConfigurationFile(file: string): Promise<TenantDefinition> {
  const text = await readFile(file, "utf8");
  return parse(parseJson(file, text), file, path.dirname(file));
}

/** @throws ConfigurationError with every fault. */
export function parseConfiguration(configuration: TenantConfiguration): TenantDefinition {
  return parse(configuration, "The configuration", ".");
}

function parse(value: unknown, source: string, folder: string): TenantDefinition {
  const { data, error } = configurationSchema.safeParse(value);
  const faults = [...(error?.issues ?? []), ...referenceFaults(value)];
  if (!data || faults.length > 0) {
    throw new ConfigurationError(source, faults);
  }
  return definitionOf(withCertificates(data, source, folder));
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(withoutComments(text.replace(/^\uFEFF/, "")));
  } catch (error) {
    const reason = error instanceof Error ? error.message : "it is not JSON";
    throw new ConfigurationError(file, [{ path: [], message: `is not JSON: ${reason}` }]);
  }
}

/** Has the certificates themselves in place of the files that hold them. */
function withCertificates(
  configuration: CompleteConfiguration,
  source: string,
  folder: string,
): CompleteConfiguration {
  const faults: Fault[] = [];
  const read = (certificate: string, place: readonly PropertyKey[]) => {
    try {
      const pem = certificate.startsWith("-----BEGIN")
        ? certificate
        : readFileSync(path.resolve(folder, certificate), "utf8");
      return new X509Certificate(pem).toString();
    } catch {
      faults.push({ path: place, message: "must be a certificate as PEM, or the path of a PEM file" });
      return certificate;
    }
  };
  const applications = configuration.applications.map((application, index) => ({
    ...application,
    certificates: application.certificates.map((certificate, position) =>
      read(certificate, ["applications", index, "certificates", position]),
    ),
  }));
  if (faults.length > 0) {
    throw new ConfigurationError(source, faults);
  }
  return { ...configuration, applications };
}
