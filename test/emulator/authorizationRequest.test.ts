import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  ada,
  firstApp,
  MsalApp,
  responseOf,
  signIn,
  startTestEmulator,
  typeCredentials,
} from "../support/emulator/emulatorApps.js";
import { FormBrowser } from "../support/visitors/formBrowser.js";

const bare = {
  ...firstApp,
  clientId: "22222222-3333-4444-8555-666666666666",
  redirectUris: ["http://localhost:3000"],
  postLogoutRedirectUris: [],
};

let emulator: Awaited<ReturnType<typeof startTestEmulator>>;
beforeAll(async () => {
  emulator = await startTestEmulator([firstApp, bare]);
});
afterAll(() => emulator.close());

const authorizePath = "/contoso.onmicrosoft.com/oauth2/v2.0/authorize";

describe("An authorization request by POST (OpenID Connect Core 3.1.2.1)", () => {
  test("is answered as one by GET", async () => {
    const app = new MsalApp(emulator, firstApp);
    const { searchParams } = new URL(await app.authorizationUrl());
    const browser = new FormBrowser(emulator.url);
    const page = await browser.post(authorizePath, searchParams.toString());
    expect(page.heading).toBe("Sign in");
    const { code = "" } = responseOf(await typeCredentials(browser, page, ada.email, ada.password));
    expect((await app.redeem(code)).account?.username).toBe(ada.email);
  });

  test("from another site, which carries no Lax cookie, still finds the person signed in", async () => {
    const { browser } = await signIn(emulator, new MsalApp(emulator, firstApp), ada);
    const { searchParams } = new URL(await new MsalApp(emulator, firstApp).authorizationUrl());
    const response = await fetch(emulator.url + authorizePath, {
      method: "POST",
      body: searchParams,
      redirect: "manual",
    });
    expect(response.status).toBe(303);
    expect((await browser.open(response.headers.get("location") ?? "")).heading).toBe("Returning to the app");
  });
});

describe("The answer", () => {
  test("has no iss, which Entra does not send (RFC 9207)", async () => {
    const { response } = await signIn(emulator, new MsalApp(emulator, firstApp), ada);
    expect(Object.keys(response).sort()).toEqual(["client_info", "code", "session_state", "state"]);
  });

  test("to a redirect URI without a path, registered as such, comes to the path /", async () => {
    const app = new MsalApp(emulator, bare);
    const browser = new FormBrowser(emulator.url);
    const page = await browser.open(await app.authorizationUrl({ responseMode: "query" }));
    const landing = await typeCredentials(browser, page, ada.email, ada.password);
    expect(landing.url.href).toMatch(/^http:\/\/localhost:3000\/\?code=/);
    expect((await app.redeem(responseOf(landing).code ?? "")).account?.username).toBe(ada.email);
  });
});

test("A redirect URI without a path is not the one with the path /", async () => {
  const url = new URL(await new MsalApp(emulator, bare).authorizationUrl());
  url.searchParams.set("redirect_uri", "http://localhost:3000/");
  expect((await new FormBrowser(emulator.url).open(url.href)).html).toContain("AADSTS50011: ");
});

test.each(["client_id", "response_type", "scope"])(
  "AADSTS900144 on a page of the emulator for a request without %s",
  async (name) => {
    const url = new URL(await new MsalApp(emulator, firstApp).authorizationUrl());
    url.searchParams.delete(name);
    const page = await new FormBrowser(emulator.url).open(url.href);
    expect(page).toMatchObject({ status: 400, heading: "Sorry, the sign-in cannot start" });
    expect(page.html).toContain("AADSTS900144: ");
  },
);
