import { ConfidentialClientApplication } from "@azure/msal-node";
import { decodeJwt } from "jose";
import * as z from "zod";
import { createMsalNetworkClient } from "../../../src/auth/http/msalNetworkClient.js";
import { TenantClient } from "../../../src/auth/http/tenantClient.js";
import { CredentialError } from "../../../src/credentials/credentialError.js";
import type { Output } from "../../terminal/output.js";
import type { Administrator } from "../signInAdministrator.js";
import { refuseErrors, SignInError, signInErrorOf } from "../signInErrors.js";
import type { SignInRequest } from "../signInRequest.js";
import { administrationCredential } from "./administrationCredential.js";

interface AdministrationApp {
  readonly clientId: string;
  /** The file of its certificate; undefined if it has another credential. */
  readonly certificateFile: string | undefined;
  readonly environment: NodeJS.ProcessEnv;
}

const way = "app-only";

const claims = z.object({ oid: z.string() });

/**
 * Signs an administration application in by the client credentials grant (RFC 6749, section 4.4): nobody is asked. It gets
 * the application permissions that an administrator has granted it.
 *
 * @throws SignInError with a sentence that says what to do; CredentialError if its certificate cannot be used.
 */
export async function signInApplication(
  { cloud, tenant }: SignInRequest,
  output: Output,
  { clientId, certificateFile, environment }: AdministrationApp,
): Promise<Administrator> {
  const { signInOrigin, graphOrigin, authorityMetadata } = cloud;
  const { host } = new URL(signInOrigin);
  const progress = output.begin("Sign-in", "as the administration application");
  try {
    const credential = await administrationCredential({ certificateFile, environment, signInOrigin });
    const application = new ConfidentialClientApplication({
      auth: {
        clientId,
        authority: `https://${host}/${tenant}`,
        knownAuthorities: [host],
        ...(authorityMetadata === undefined ? {} : { authorityMetadata }),
        ...credential,
      },
      system: {
        networkClient: createMsalNetworkClient(new TenantClient(), (body) => refuseErrors(body, way)),
      },
    });
    const result = await application.acquireTokenByClientCredential({ scopes: [`${graphOrigin}/.default`] });
    if (!result?.accessToken) {
      throw new SignInError("Entra gave the administration application no token. Run the command again.");
    }
    progress.end("done");
    const { accessToken } = result;
    return { accessToken, objectId: objectIdIn(accessToken) };
  } catch (error) {
    progress.end("failed");
    throw error instanceof CredentialError ? error : signInErrorOf(error, { cloud, tenant, way });
  }
}

/** Graph verifies the token; the command only reads in it who it is: an owner of what it makes. */
function objectIdIn(accessToken: string): string {
  try {
    return claims.parse(decodeJwt(accessToken)).oid;
  } catch {
    throw new SignInError(
      "Entra's token does not say which service principal the administration application is (oid).",
    );
  }
}
