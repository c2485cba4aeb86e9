import { dayOf } from "../../../src/credentials/dayOf.js";
import type { KeyVault } from "../../keyVault/KeyVault.js";
import { otherCredential } from "../../project/appSettings.js";
import type { CreateKeyPair } from "../../project/keyPair.js";
import { ensureSessionSecret } from "../keyVault/ensureSessionSecret.js";
import { ensureVaultCertificate } from "../keyVault/ensureVaultCertificate.js";
import { perform, type StepTools } from "../Step.js";
import type { Credential, CredentialRequest } from "./credentialRequest.js";
import { ensureCertificate } from "./ensureCertificate.js";
import { ensureSecret } from "./ensureSecret.js";
import { keepCredential } from "./keepCredential.js";

interface CredentialOptions {
  /** True if a kind of credential is asked for. */
  readonly asksForCredential: boolean;
  readonly certificate: boolean;
  readonly "secret-months": number;
  readonly "certificate-name": string;
}

/** What gives the app a credential, in a key vault too. */
interface CredentialTools extends StepTools {
  readonly vault: KeyVault | undefined;
}

/**
 * Gives the app the kind of credential that is asked for. If none is, what `.env` has for the application stays; without
 * that the app gets a secret. Returns a sentence about the credential for those who run the command.
 *
 * @throws StepError
 */
export async function ensureCredential(
  options: CredentialOptions,
  request: CredentialRequest & { readonly createKeyPair: CreateKeyPair },
  tools: CredentialTools,
): Promise<string> {
  const { application, project, save } = request;
  const { vault } = tools;
  if (vault) {
    await perform(ensureSessionSecret, vault, tools);
    const vaultRequest = { ...request, vault, certificateName: options["certificate-name"] };
    return sentenceAbout(await perform(ensureVaultCertificate, vaultRequest, tools));
  }
  const { asksForCredential, certificate, "secret-months": months } = options;
  const variable = asksForCredential ? undefined : otherCredential(application.appId, project.variables);
  if (variable !== undefined) {
    await perform(keepCredential, { variable, save }, tools);
    return `The credential of ${variable} in .env is kept.`;
  }
  return sentenceAbout(
    certificate
      ? await perform(ensureCertificate, request, tools)
      : await perform(ensureSecret, { ...request, months }, tools),
  );
}

function sentenceAbout({ kind, expires }: Credential): string {
  return `The ${kind} is good until ${dayOf(expires)}. The same command makes a new one when it is run shortly before then.`;
}
