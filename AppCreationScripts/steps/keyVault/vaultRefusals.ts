import { KeyVaultError } from "../../keyVault/KeyVaultError.js";
import { AdvisedError } from "../AdvisedError.js";

/** A thing in a key vault, for those who are told about it. */
interface InVault {
  readonly kind: "certificate" | "secret";
  readonly name: string;
}

const officers = {
  certificate: "Key Vault Certificates Officer",
  secret: "Key Vault Secrets Officer",
} as const;

/**
 * Does something in a key vault, and says of a refusal what helps.
 *
 * @throws AdvisedError, or what `work` throws.
 */
export async function advising<T>(what: InVault, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const advice = error instanceof KeyVaultError ? adviceFor(error, what) : undefined;
    throw advice === undefined ? error : new AdvisedError(advice, error);
  }
}

function adviceFor({ status, code }: KeyVaultError, { kind, name }: InVault): string | undefined {
  if (status === 403) {
    return code === "ForbiddenByFirewall" || code === "ForbiddenByConnection"
      ? "The vault's network rules do not let this machine in: run the command from a network that they allow."
      : `Whoever is signed in to Azure here needs the role ${officers[kind]} at the vault, which takes effect within minutes.`;
  }
  if (status === 401) {
    return "The vault does not take the token: sign in to Azure in the tenant of the vault's subscription.";
  }
  if (status === 409 && code === "ObjectIsDeletedButRecoverable") {
    return `A ${kind} of the name ${name} was deleted, and the vault keeps its name: recover or purge it${
      kind === "certificate" ? ", or choose another --certificate-name" : ""
    }.`;
  }
  return status === 409 && kind === "certificate"
    ? `The certificate ${name} is being made by somebody else: wait until that has ended, or choose another --certificate-name.`
    : undefined;
}
