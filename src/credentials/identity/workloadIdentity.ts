import { readFile } from "node:fs/promises";
import { AuthError } from "../../auth/errors/authError.js";
import { LoggableError } from "../../log/loggableError.js";
import { CredentialError } from "../credentialError.js";

interface WorkloadIdentity {
  readonly tokenFile: string;
}

/**
 * Proves the app's identity with the token that Kubernetes keeps in a file and replaces before it expires.
 *
 * @see https://learn.microsoft.com/entra/workload-id/workload-identity-federation
 * @throws CredentialError if there is none at the start.
 */
export async function workloadIdentityAssertion({
  tokenFile,
}: WorkloadIdentity): Promise<() => Promise<string>> {
  const assertion = async () => {
    const token = (await readFile(tokenFile, "utf8")).trim();
    if (token === "") {
      throw new LoggableError("The file is empty.");
    }
    return token;
  };
  try {
    await assertion();
  } catch {
    throw new CredentialError(`AZURE_FEDERATED_TOKEN_FILE (${tokenFile}) holds no token that can be read.`);
  }
  return () =>
    assertion().catch((cause: unknown) => {
      throw new AuthError("credential_unavailable", { cause });
    });
}
