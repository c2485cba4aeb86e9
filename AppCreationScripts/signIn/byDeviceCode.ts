import type { AuthenticationResult, PublicClientApplication } from "@azure/msal-node";
import * as z from "zod";

/** What may be shown on a terminal. */
const deviceCode = z.object({
  userCode: z.string().regex(/^[\w-]{4,32}$/),
  verificationUri: z.url({ protocol: /^https?$/ }).transform((address) => new URL(address).href),
});

/** Signs somebody in with the device code flow (RFC 8628): asks them to type a code at an address. */
export function signInByDeviceCode(
  application: PublicClientApplication,
  scopes: string[],
  ask: (...lines: readonly string[]) => void,
): Promise<AuthenticationResult | null> {
  return application.acquireTokenByDeviceCode({
    scopes,
    deviceCodeCallback(answer) {
      const { userCode, verificationUri } = deviceCode.parse(answer);
      ask(
        "Sign in as an administrator of the tenant, in any browser on any device:",
        `  address  ${verificationUri}`,
        `  code     ${userCode}`,
      );
    },
  });
}
