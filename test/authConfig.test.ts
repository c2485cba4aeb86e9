import { ConfidentialClientApplication, ResponseMode } from "@azure/msal-node";
import { describe, expect, test } from "vitest";
import { requireIdToken } from "../src/auth/http/answerCheck.js";
import { createMsalNetworkClient } from "../src/auth/http/msalNetworkClient.js";
import { TenantClient } from "../src/auth/http/tenantClient.js";
import { authConfig } from "../src/authConfig.js";
import { loadConfig } from "../src/config/loadConfig.js";
import { tenantEnvironment } from "./support/app/environments.js";
import { metadataOf } from "./support/tenant/metadataOf.js";

const tenantId = "aaaabbbb-0000-4ccc-8ddd-eeeeffff0000";
const credential = { clientSecret: "the-secret-of-the-tests" };
const networkClient = createMsalNetworkClient(new TenantClient(), requireIdToken);
const redirectUri = "http://localhost:3000/auth/redirect";

function msalConfiguration(environment: Record<string, string>, endpointsAt: string) {
  const config = loadConfig({ ...tenantEnvironment, ...environment });
  return authConfig(config, credential, metadataOf(endpointsAt), networkClient);
}

/** The URL that MSAL makes of it, without a call to the tenant. */
async function signInUrl(environment: Record<string, string>, endpointsAt: string): Promise<URL> {
  const msal = new ConfidentialClientApplication(msalConfiguration(environment, endpointsAt));
  const responseMode = ResponseMode.FORM_POST;
  return new URL(await msal.getAuthCodeUrl({ scopes: [], redirectUri, responseMode }));
}

describe("MSAL's configuration", () => {
  test("has the registration, the credential, the authority and the metadata", () => {
    const metadata = metadataOf(`https://contoso.ciamlogin.com/${tenantId}`);
    expect(authConfig(loadConfig(tenantEnvironment), credential, metadata, networkClient)).toEqual({
      auth: {
        authority: "https://contoso.ciamlogin.com/contoso.onmicrosoft.com",
        knownAuthorities: ["contoso.ciamlogin.com"],
        authorityMetadata: JSON.stringify(metadata),
        clientId: tenantEnvironment.CLIENT_ID,
        clientSecret: "the-secret-of-the-tests",
      },
      system: { networkClient },
    });
  });

  test.each([
    ["an external tenant", {}, "https://contoso.ciamlogin.com/"],
    [
      "a custom URL domain",
      { AUTHORITY: `https://login.contoso.com/${tenantId}/v2.0` },
      "https://login.contoso.com/",
    ],
    [
      "a workforce tenant",
      { AUTHORITY: `https://login.microsoftonline.com/${tenantId}` },
      "https://login.microsoftonline.com/",
    ],
    [
      "a tenant on this machine by http:",
      { AUTHORITY: `http://127.0.0.1:3001/${tenantId}` },
      "http://127.0.0.1:3001/",
    ],
  ])("sends people to the endpoint of %s", async (_case, environment, origin) => {
    const url = await signInUrl(environment, `${origin}${tenantId}`);
    expect(url.href).toMatch(new RegExp(`^${origin}[^/]+/oauth2/v2\\.0/authorize\\?`));
    expect(url.searchParams.get("client_id")).toBe(tenantEnvironment.CLIENT_ID);
    expect(url.searchParams.get("redirect_uri")).toBe(redirectUri);
  });

  test("names a loopback authority as MSAL accepts it, with https: and its port", () => {
    const { auth } = msalConfiguration(
      { AUTHORITY: `http://127.0.0.1:3001/${tenantId}` },
      "http://127.0.0.1:3001/TID",
    );
    expect(auth.authority).toBe(`https://127.0.0.1:3001/${tenantId}`);
    expect(auth.knownAuthorities).toEqual(["127.0.0.1:3001"]);
  });
});
