import { type AuthenticationResult, PromptValue, type PublicClientApplication } from "@azure/msal-node";
import open from "open";

/** Opens an address in a browser of this machine. */
export type OpenBrowser = (address: string) => Promise<void>;

/** Opens an address in the browser that people use here. */
export const openBrowser: OpenBrowser = async (address) => {
  const program = await open(address);
  program.on("error", () => undefined);
};

/**
 * Signs somebody in with the authorization code flow and PKCE (RFC 8252): opens a browser, which brings the answer to a
 * port of this machine.
 */
export function signInByBrowser(
  application: PublicClientApplication,
  scopes: string[],
  ask: (...lines: readonly string[]) => void,
  openIn: OpenBrowser,
): Promise<AuthenticationResult> {
  return application.acquireTokenInteractive({
    scopes,
    // Whoever administers several tenants has several accounts in the browser.
    prompt: PromptValue.SELECT_ACCOUNT,
    successTemplate: page("You are signed in", "The command goes on."),
    errorTemplate: page("Nobody was signed in", "The command says why."),
    async openBrowser(address) {
      ask(
        "Sign in as an administrator of the tenant, in the browser that opens now. If none does, open this address on",
        "this machine, or run the command with --device-code:",
        `  ${address}`,
      );
      // If none opens, the address is there.
      await openIn(address).catch(() => undefined);
    },
  });
}

function page(title: string, text: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><h1>${title}</h1><p>${text} You can close this page.</p></html>`;
}
