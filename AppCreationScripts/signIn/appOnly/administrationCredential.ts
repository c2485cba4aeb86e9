import { readFile } from "node:fs/promises";
import type { Configuration } from "@azure/msal-node";
import { certificateAndKeyIn } from "../../../src/credentials/certificate/certificateAndKey.js";
import { certificateCredential } from "../../../src/credentials/certificate/certificateCredential.js";
import { blaming } from "../../../src/credentials/credentialError.js";
import { tokenExchangeAudience } from "../../../src/credentials/identity/managedIdentity.js";
import { SignInError } from "../signInErrors.js";
import { gitHubToken } from "./gitHubToken.js";

/** The variables by which an administration application proves its identity. They are never options: everybody sees those. */
export const administrationVariables = ["ADMIN_CLIENT_SECRET", "ADMIN_CERTIFICATE_PASSWORD"] as const;

/** How an administration application proves its identity, as MSAL takes it. */
type AdministrationCredential = Pick<
  Configuration["auth"],
  "clientSecret" | "clientCertificate" | "clientAssertion"
>;

interface CredentialSources {
  /** The file of `--admin-certificate`. */
  readonly certificateFile: string | undefined;
  readonly environment: NodeJS.ProcessEnv;
  /** Where the application signs in. */
  readonly signInOrigin: string;
}

/**
 * Returns the credential that is given: a certificate, a secret, or the token of GitHub Actions.
 *
 * @throws SignInError if there is none, or two; CredentialError if a certificate cannot be used.
 */
export async function administrationCredential({
  certificateFile,
  environment,
  signInOrigin,
}: CredentialSources): Promise<AdministrationCredential> {
  const clientSecret = environment.ADMIN_CLIENT_SECRET;
  if (certificateFile !== undefined && clientSecret) {
    throw new SignInError("--admin-certificate and ADMIN_CLIENT_SECRET are two credentials: give one.");
  }
  if (certificateFile !== undefined) {
    return readCertificate(certificateFile, environment.ADMIN_CERTIFICATE_PASSWORD || undefined);
  }
  if (clientSecret) {
    return { clientSecret };
  }
  const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token } = environment;
  if (url && token) {
    return {
      clientAssertion: () => gitHubToken({ url, token, audience: tokenExchangeAudience(signInOrigin) }),
    };
  }
  throw new SignInError(
    "--app-only has no credential: give a certificate with --admin-certificate, a secret in ADMIN_CLIENT_SECRET, or run it " +
      "in GitHub Actions with the permission id-token: write.",
  );
}

async function readCertificate(
  file: string,
  password: string | undefined,
): Promise<AdministrationCredential> {
  const content = await readFile(file).catch(() => {
    throw new SignInError(`The file of --admin-certificate cannot be read: ${file}.`);
  });
  const { credential } = await blaming(
    `--admin-certificate (${file})`,
    async () => certificateCredential(await certificateAndKeyIn(content, undefined, password), password),
    ". If it has a password, that goes to ADMIN_CERTIFICATE_PASSWORD",
  );
  return credential;
}
