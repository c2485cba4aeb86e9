import { setTimeout } from "node:timers/promises";
import { type Configuration, PublicClientApplication } from "@azure/msal-node";
import * as z from "zod";
import { createHttpClient } from "../src/auth/httpClient.js";
import { createMsalNetworkClient } from "../src/auth/msalNetworkClient.js";
import type { Cloud } from "./clouds.js";
import type { Output, Progress } from "./commandLine/output.js";
import type { Wait } from "./graph/graphHttpClient.js";
import { pollPatiently } from "./pollPatiently.js";
import { refuseErrors, SignInError, signInErrorOf } from "./signInErrors.js";

/** Somebody who may change the tenant, and what they let this command do. */
export interface Administrator {
  readonly accessToken: string;
  /** Of the account in the tenant. */
  readonly objectId: string;
}

/** Microsoft Graph Command Line Tools, a public client that is in every tenant. */
const clientId = "14d82eec-204b-4c2f-b7e8-296a70dab67e";

/** The delegated permissions that the steps need. */
const permissions = [
  "Application.ReadWrite.All",
  "DelegatedPermissionGrant.ReadWrite.All",
  "EventListener.ReadWrite.All",
  "Organization.Read.All",
];

/** What may be shown on a terminal. */
const deviceCode = z.object({
  userCode: z.string().regex(/^[\w-]{4,32}$/),
  verificationUri: z.url({ protocol: /^https?$/ }).transform((address) => new URL(address).href),
});

/**
 * Signs an administrator in with the device code flow (RFC 8628): shows an address and a code, opens nothing, and waits
 * until somebody has typed the code there. `wait` waits before a question is asked again that had no answer.
 *
 * @throws SignInError with a sentence that says what to do.
 */
export async function signInAdministrator(
  cloud: Cloud,
  tenant: string,
  output: Output,
  wait: Wait = setTimeout,
): Promise<Administrator> {
  const application = new PublicClientApplication(msalConfiguration(cloud, tenant, wait));
  let waiting: Progress | undefined;
  try {
    const result = await application.acquireTokenByDeviceCode({
      scopes: permissions.map((permission) => `${cloud.graphOrigin}/${permission}`),
      deviceCodeCallback(answer) {
        const { userCode, verificationUri } = deviceCode.parse(answer);
        output.line("Sign in as an administrator of the tenant, in any browser on any device:");
        output.line(`  address  ${verificationUri}`);
        output.line(`  code     ${userCode}`);
        waiting = output.begin("Sign-in", "waiting for you");
      },
    });
    if (!result?.accessToken) {
      throw new SignInError("Entra has signed nobody in. Run the command again.");
    }
    waiting?.end("done");
    return { accessToken: result.accessToken, objectId: result.uniqueId };
  } catch (error) {
    waiting?.end("failed");
    throw signInErrorOf(error, cloud, tenant);
  }
}

/** MSAL takes only `https:` authorities; the endpoints that it then calls are those of the metadata. */
function msalConfiguration(
  { signInOrigin, authorityMetadata }: Cloud,
  tenant: string,
  wait: Wait,
): Configuration {
  const { host } = new URL(signInOrigin);
  return {
    auth: {
      clientId,
      authority: `https://${host}/${tenant}`,
      knownAuthorities: [host],
      ...(authorityMetadata === undefined ? {} : { authorityMetadata }),
    },
    system: {
      networkClient: pollPatiently(createMsalNetworkClient(createHttpClient(), refuseErrors), wait),
    },
  };
}
