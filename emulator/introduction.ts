import { wellKnownSecret } from "./applications/client.js";
import { trustAdvice } from "./https/trustAdvice.js";
import type { EmulatorSettings } from "./settings.js";
import type { Emulator } from "./startEmulator.js";

/** What a developer reads when the emulator has started, in lines. `configured` is a file, or the settings of the one app. */
export function introduction(emulator: Emulator, configured: string | EmulatorSettings): string[] {
  const { url, issuer, users } = emulator;
  return [
    `The External ID emulator is running at ${url}. Stop it with Ctrl+C.`,
    ...trust(emulator),
    "",
    "People who can sign in:",
    ...users.map(({ email, password }) => `  ${email} with password ${password}`),
    "",
    ...(typeof configured === "string" ? ofFile(configured, emulator) : ofClient(configured, emulator)),
    ...otherNames(emulator),
    "",
    "A client that asks for an issuer in place of an authority finds it, where *.localhost leads to this machine, at",
    `  ${issuer}`,
    ...(typeof configured === "string" ? [] : addresses(configured)),
  ];
}

function ofClient({ client }: EmulatorSettings, { authority }: Emulator): string[] {
  return [
    "Put this into the .env file of your app:",
    `  AUTHORITY=${authority}`,
    `  CLIENT_ID=${client.clientId}`,
    // One that is set may be a real tenant's.
    `  CLIENT_SECRET=${client.clientSecret === wellKnownSecret ? wellKnownSecret : "(the one that is set here)"}`,
  ];
}

function ofFile(file: string, { authority }: Emulator): string[] {
  return [`The tenant is that of ${file}, also when it changes. Its authority is`, `  ${authority}`];
}

function addresses({ client }: EmulatorSettings): string[] {
  return [
    "",
    "Its addresses, as registered here:",
    ...client.redirectUris.map((uri) => `  redirect URI ${uri}`),
    ...client.postLogoutRedirectUris.map((uri) => `  post-logout redirect URI ${uri}`),
  ];
}

function trust({ root }: Emulator): string[] {
  return root
    ? [
        "",
        root.isNew
          ? "Nobody trusts its certificate yet, whose root has just been made. Trust the root once, in what you use:"
          : "Its certificate is good where its root is trusted:",
        ...trustAdvice(root.file, process.platform),
      ]
    : [];
}

/** What only https brings. */
function otherNames({ url, issuer, root, ciamlogin }: Emulator): string[] {
  if (!root) {
    return [];
  }
  const hosts = [url, issuer].map((address) => new URL(address).host);
  return [
    "",
    "MSAL takes the authority as it is, and these as known authorities:",
    `  ${hosts.join(", ")}`,
    ...(ciamlogin
      ? mapped(
          url,
          [ciamlogin, issuer].map((address) => new URL(address).hostname),
        )
      : []),
  ];
}

function mapped(url: string, names: readonly string[]): string[] {
  const { port } = new URL(url);
  return [
    "",
    "It answers as Entra's own hosts do, once the hosts file of this machine has the line",
    `  127.0.0.1 ${names.join(" ")}`,
    ...(port === ""
      ? []
      : [`and port 443 of 127.0.0.1 leads to port ${port}. --port 443 needs no such lead.`]),
    `The authority is then https://${names[0]}/, and a real tenant of this name is out of reach.`,
  ];
}
