import { dayOf } from "../../../src/credentials/dayOf.js";
import { otherCredential } from "../../project/appSettings.js";
import { perform, type StepTools } from "../Step.js";
import type { CredentialRequest } from "./credentialRequest.js";
import { ensureCertificate } from "./ensureCertificate.js";
import { ensureSecret } from "./ensureSecret.js";
import { keepCredential } from "./keepCredential.js";

interface CredentialOptions {
  /** True if a kind of credential is asked for. */
  readonly asksForCredential: boolean;
  readonly certificate: boolean;
  readonly "secret-months": number;
}

/**
 * Gives the app the kind of credential that is asked for. If none is, what `.env` has for the application stays; without
 * that the app gets a secret. Returns a sentence about the credential for those who run the command.
 *
 * @throws StepError
 */
export async function ensureCredential(
  options: CredentialOptions,
  request: CredentialRequest,
  tools: StepTools,
): Promise<string> {
  const { application, project, save } = request;
  const { asksForCredential, certificate, "secret-months": months } = options;
  const variable = asksForCredential ? undefined : otherCredential(application.appId, project.variables);
  if (variable !== undefined) {
    await perform(keepCredential, { variable, save }, tools);
    return `The credential of ${variable} in .env is kept.`;
  }
  const { kind, expires } = certificate
    ? await perform(ensureCertificate, request, tools)
    : await perform(ensureSecret, { ...request, months }, tools);
  return `The ${kind} is good until ${dayOf(expires)}. The same command makes a new one when it is run shortly before then.`;
}
