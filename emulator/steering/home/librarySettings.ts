import type { Application } from "../../applications/application.js";
import type { Tenant } from "../../tenant.js";
import { msalBrowser, msalNode, msalPython } from "./msalSettings.js";
import { type LibrarySettings, lines, quoted, type SettingValues, unlessHttps } from "./settingValues.js";

const unknownSecret = "the-secret-of-the-application";

/** Returns the settings of the libraries that fit the platforms of the application. */
export function librarySettings({ authority, issuer }: Tenant, application: Application): LibrarySettings[] {
  const { clientId, shownSecret, redirectUris, secrets, certificates, federatedCredentials } = application;
  const values = (redirectUri: string): SettingValues => ({
    authority,
    issuer,
    hosts: [authority, issuer].map((address) => new URL(address).host),
    clientId,
    secret: shownSecret ?? unknownSecret,
    redirectUri,
    isHttps: authority.startsWith("https:"),
  });
  const [web] = redirectUris.web;
  const [spa] = redirectUris.spa;
  const [native] = redirectUris.publicClient;
  const isConfidential = [secrets, certificates, federatedCredentials].some(({ length }) => length > 0);
  return [
    ...(web === undefined && !isConfidential ? [] : confidential(values(web ?? ""))),
    ...(spa === undefined ? [] : [msalBrowser(values(spa))]),
    ...(native === undefined && !application.allowPublicClientFlows
      ? []
      : publicClient(values(native ?? ""))),
  ];
}

function confidential(values: SettingValues): LibrarySettings[] {
  const { authority, issuer, clientId, secret, redirectUri, isHttps } = values;
  return [
    {
      library: "Environment variables (.env)",
      text: lines(
        `AUTHORITY=${authority}`,
        `CLIENT_ID=${clientId}`,
        `CLIENT_SECRET=${secret}`,
        ...(redirectUri === "" ? [] : [`REDIRECT_URI=${redirectUri}`]),
      ),
    },
    msalNode(values, "ConfidentialClientApplication", [`    clientSecret: ${quoted(secret)},`]),
    {
      library: "openid-client",
      text: lines(
        "const config = await client.discovery(",
        `  new URL(${quoted(issuer)}),`,
        `  ${quoted(clientId)},`,
        `  ${quoted(secret)},`,
        ...(isHttps ? [] : ["  undefined,", "  { execute: [client.allowInsecureRequests] },"]),
        ");",
      ),
    },
    {
      library: "ASP.NET Core with Microsoft.Identity.Web: appsettings.json",
      text: JSON.stringify(
        {
          AzureAd: {
            Authority: `${authority}/v2.0`,
            ClientId: clientId,
            ClientCredentials: [{ SourceType: "ClientSecret", ClientSecret: secret }],
            ...(redirectUri === "" ? {} : { CallbackPath: new URL(redirectUri).pathname }),
          },
        },
        undefined,
        2,
      ),
      ...unlessHttps(isHttps),
    },
    msalPython(values, "ConfidentialClientApplication", [`    client_credential=${quoted(secret)},`]),
  ];
}

function publicClient(values: SettingValues): LibrarySettings[] {
  return [msalNode(values, "PublicClientApplication", []), msalPython(values, "PublicClientApplication", [])];
}
