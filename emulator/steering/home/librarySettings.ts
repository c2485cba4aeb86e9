import type { Application } from "../../applications/application.js";
import type { Tenant } from "../../tenant.js";

/** What is put into an app that uses a library, to copy. */
export interface LibrarySettings {
  readonly library: string;
  readonly text: string;
  /** What the library needs beside. */
  readonly note?: string;
}

interface Values {
  readonly authority: string;
  readonly issuer: string;
  /** Those of the authority and of the issuer, which differ in an external tenant. */
  readonly hosts: readonly string[];
  readonly clientId: string;
  readonly secret: string;
  readonly redirectUri: string;
  readonly isHttps: boolean;
}

const httpsOnly = "This library takes https alone: start the emulator with --https.";
const unknownSecret = "the-secret-of-the-application";

/** Returns the settings of the libraries that fit the platforms of the application. */
export function librarySettings({ authority, issuer }: Tenant, application: Application): LibrarySettings[] {
  const { clientId, shownSecret, redirectUris, secrets, certificates, federatedCredentials } = application;
  const values = (redirectUri: string): Values => ({
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
    ...(spa === undefined ? [] : singlePage(values(spa))),
    ...(native === undefined && !application.allowPublicClientFlows
      ? []
      : publicClient(values(native ?? ""))),
  ];
}

function confidential(values: Values): LibrarySettings[] {
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

function singlePage({ authority, hosts, clientId, redirectUri, isHttps }: Values): LibrarySettings[] {
  return [
    {
      library: "MSAL Browser",
      text: lines(
        "const msal = new PublicClientApplication({",
        "  auth: {",
        `    clientId: ${quoted(clientId)},`,
        `    authority: ${quoted(authority)},`,
        `    knownAuthorities: [${hosts.map(quoted).join(", ")}],`,
        `    redirectUri: ${quoted(redirectUri)},`,
        "  },",
        "});",
      ),
      ...unlessHttps(isHttps),
    },
  ];
}

function publicClient(values: Values): LibrarySettings[] {
  return [msalNode(values, "PublicClientApplication", []), msalPython(values, "PublicClientApplication", [])];
}

function msalNode(
  { authority, hosts, clientId, isHttps }: Values,
  className: string,
  proof: readonly string[],
): LibrarySettings {
  return {
    library: `MSAL Node: ${className}`,
    text: lines(
      `const msal = new ${className}({`,
      "  auth: {",
      `    clientId: ${quoted(clientId)},`,
      `    authority: ${quoted(authority)},`,
      `    knownAuthorities: [${hosts.map(quoted).join(", ")}],`,
      ...proof,
      "  },",
      "});",
    ),
    ...unlessHttps(isHttps),
  };
}

function msalPython(
  { authority, clientId, isHttps }: Values,
  className: string,
  proof: readonly string[],
): LibrarySettings {
  return {
    library: `MSAL Python: ${className}`,
    text: lines(
      `app = msal.${className}(`,
      `    ${quoted(clientId)},`,
      `    authority=${quoted(authority)},`,
      "    instance_discovery=False,",
      ...proof,
      ")",
    ),
    ...unlessHttps(isHttps),
  };
}

function unlessHttps(isHttps: boolean) {
  return isHttps ? {} : { note: httpsOnly };
}

/** As JavaScript and Python both read it. */
function quoted(text: string): string {
  return JSON.stringify(text);
}

function lines(...all: readonly string[]): string {
  return all.join("\n");
}
