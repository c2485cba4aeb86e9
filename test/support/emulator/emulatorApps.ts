import { ConfidentialClientApplication, CryptoProvider, type NodeAuthOptions } from "@azure/msal-node";
import type { EmulatorClient } from "../../../emulator/applications/client.js";
import type { EmulatorOptions } from "../../../emulator/emulatorOptions.js";
import type { Emulator } from "../../../emulator/startEmulator.js";
import { FormBrowser, formWith, type Page } from "../visitors/formBrowser.js";
import { startEmulatorWithSpareKey } from "./startEmulatorWithSpareKey.js";

export const ada = { email: "ada@contoso.example", password: "Lighthouse-27" };
export const ben = { email: "ben@contoso.example", password: "Harbour-Seal-58" };

export const firstApp: EmulatorClient = {
  clientId: "11111111-2222-4333-8444-555555555555",
  clientSecret: "the-secret-of-the-first-app",
  redirectUris: ["http://localhost:3000/auth/redirect"],
  postLogoutRedirectUris: ["http://localhost:3000/"],
};

export const secondApp: EmulatorClient = {
  clientId: "66666666-7777-4888-9999-000000000000",
  clientSecret: "the-secret-of-the-second-app",
  redirectUris: ["https://second.example/signed-in"],
  postLogoutRedirectUris: ["https://second.example/signed-out?from=entra"],
};

export interface AuthorizationOptions {
  readonly prompt?: string;
  readonly loginHint?: string;
  /** In JSON; MSAL adds members of its own. */
  readonly claims?: string;
  readonly responseMode?: "form_post" | "query";
}

/** How an app proves to the tenant who it is. */
export type Credential = Pick<NodeAuthOptions, "clientSecret" | "clientCertificate" | "clientAssertion">;

/** What MSAL needs to know of the emulator, since it takes no authority at plain http. */
export async function msalAuthority({ url, authority }: Emulator) {
  const metadata = await fetch(`${authority}/v2.0/.well-known/openid-configuration`);
  return {
    authority: authority.replace("http:", "https:"),
    knownAuthorities: [new URL(url).host],
    authorityMetadata: await metadata.text(),
  };
}

/** An app as a developer would write it: MSAL Node with the emulator as its authority, at plain http. */
export class MsalApp {
  readonly #emulator: Emulator;
  readonly #client: EmulatorClient;
  readonly #redirectUri: string;
  readonly #credential: Credential;
  readonly #crypto = new CryptoProvider();
  verifier = "";
  nonce = "";
  state = "";

  constructor(emulator: Emulator, client: EmulatorClient, credential?: Credential) {
    this.#emulator = emulator;
    this.#client = client;
    this.#credential = credential ?? { clientSecret: client.clientSecret };
    this.#redirectUri = client.redirectUris[0] ?? "";
  }

  async authorizationUrl(options: AuthorizationOptions = {}) {
    const { prompt, loginHint, claims, responseMode = "form_post" } = options;
    const { verifier, challenge } = await this.#crypto.generatePkceCodes();
    this.verifier = verifier;
    this.nonce = this.#crypto.createNewGuid();
    this.state = this.#crypto.createNewGuid();
    const msal = await this.#msal();
    return msal.getAuthCodeUrl({
      redirectUri: this.#redirectUri,
      scopes: [],
      responseMode,
      state: this.state,
      nonce: this.nonce,
      codeChallenge: challenge,
      codeChallengeMethod: "S256",
      ...(prompt === undefined ? {} : { prompt }),
      ...(loginHint === undefined ? {} : { loginHint }),
      ...(claims === undefined ? {} : { claims }),
    });
  }

  async redeem(code: string) {
    const msal = await this.#msal();
    return msal.acquireTokenByCode(
      {
        code,
        redirectUri: this.#redirectUri,
        scopes: [],
        codeVerifier: this.verifier,
        nonce: this.nonce,
      },
      { code },
    );
  }

  async #msal() {
    return new ConfidentialClientApplication({
      auth: {
        clientId: this.#client.clientId,
        ...this.#credential,
        ...(await msalAuthority(this.#emulator)),
      },
    });
  }
}

/** What the app gets back: the fields of the form_post page, or the query of its redirect URI. */
export function responseOf(page: Page): Record<string, string> {
  return page.html === "" ? Object.fromEntries(page.url.searchParams) : formWith(page, "Continue").fields;
}

/** The one-time passcode that the page shows. */
export function passcodeOn(page: Page): string {
  return /<strong>(\d{8})<\/strong>/.exec(page.html)?.[1] ?? "no passcode on the page";
}

/** From the sign-in page to the response. */
export async function typeCredentials(browser: FormBrowser, page: Page, email: string, password: string) {
  const passwordPage = await browser.submit(page, "Next", { email });
  return browser.submit(passwordPage, "Sign in", { password });
}

/** The whole way, in a browser of its own unless one is given. */
export async function signIn(
  emulator: Emulator,
  app: MsalApp,
  { email, password }: { email: string; password: string },
  browser = new FormBrowser(emulator.url),
  options: AuthorizationOptions = {},
) {
  const page = await browser.open(await app.authorizationUrl(options));
  const response = responseOf(await typeCredentials(browser, page, email, password));
  const tokens = await app.redeem(response.code ?? "");
  return { browser, response, tokens };
}

/** An emulator on a free port, with both apps where nothing else is said, and what it logged. */
export async function startTestEmulator(
  clients: readonly EmulatorClient[] = [firstApp, secondApp],
  options: Omit<EmulatorOptions, "port" | "clients" | "log"> = {},
): Promise<Emulator & { logged: string[] }> {
  const logged: string[] = [];
  const keep = (message: string) => void logged.push(message);
  const log = { info: keep, warn: keep, error: keep };
  return { ...(await startEmulatorWithSpareKey({ port: 0, clients, log, ...options })), logged };
}
