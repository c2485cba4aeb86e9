export type OidcProviderModule = typeof import("oidc-provider");

/**
 * Loads oidc-provider without its warning that Node.js 20 is not supported: it runs on it, and the app supports it, so
 * the line would only worry whoever starts the app for the first time.
 */
export async function loadOidcProvider(): Promise<OidcProviderModule> {
  const { warn } = console;
  console.warn = (...message) => {
    if (!String(message[0]).includes("oidc-provider WARNING: Unsupported runtime")) {
      warn(...message);
    }
  };
  try {
    return await import("oidc-provider");
  } finally {
    console.warn = warn;
  }
}
