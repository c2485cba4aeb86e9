import { dayOf } from "../../../src/credentials/dayOf.js";
import type { ConfigureArguments } from "../../commandLine/parseOptions.js";
import { otherCredential } from "../../project/appSettings.js";
import { perform, type StepTools } from "../Step.js";
import type { CredentialRequest } from "./credentialRequest.js";
import { ensureCertificate } from "./ensureCertificate.js";
import { ensureSecret } from "./ensureSecret.js";
import { keepCredential } from "./keepCredential.js";

/**
 * Gives the app the kind of credential that is asked for, and a secret where none is. What `.env` has for the application
 * stays where none is asked for. Gives a sentence about the credential for those who run the command.
 *
 * @throws StepError
 */
export async function ensureCredential(
  options: ConfigureArguments,
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
