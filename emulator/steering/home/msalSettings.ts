import { type LibrarySettings, lines, quoted, type SettingValues, unlessHttps } from "./settingValues.js";

export function msalBrowser({
  authority,
  hosts,
  clientId,
  redirectUri,
  isHttps,
}: SettingValues): LibrarySettings {
  return {
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
  };
}

export function msalNode(
  { authority, hosts, clientId, isHttps }: SettingValues,
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

export function msalPython(
  { authority, clientId, isHttps }: SettingValues,
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
