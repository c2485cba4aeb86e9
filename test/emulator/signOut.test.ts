import { afterAll, beforeAll, expect, test } from "vitest";
import {
  ada,
  firstApp,
  MsalApp,
  secondApp,
  signIn,
  startTestEmulator,
} from "../support/emulator/emulatorApps.js";
import type { FormBrowser } from "../support/visitors/formBrowser.js";

let emulator: Awaited<ReturnType<typeof startTestEmulator>>;
beforeAll(async () => {
  emulator = await startTestEmulator();
});
afterAll(() => emulator.close());

const home = firstApp.postLogoutRedirectUris[0] ?? "";

async function signedIn() {
  const { browser, tokens } = await signIn(emulator, new MsalApp(emulator, firstApp), ada);
  return { browser, loginHint: String(Reflect.get(tokens.idTokenClaims, "login_hint")) };
}

function signOutUrl(parameters: Readonly<Record<string, string>>): string {
  return `${emulator.authority}/oauth2/v2.0/logout?${new URLSearchParams(parameters)}`;
}

async function isSignedIn(browser: FormBrowser): Promise<boolean> {
  const page = await browser.open(await new MsalApp(emulator, firstApp).authorizationUrl());
  return page.heading !== "Sign in";
}

test("Sign-out asks which account, and then returns to the registered address", async () => {
  const { browser } = await signedIn();
  const page = await browser.open(signOutUrl({ post_logout_redirect_uri: home }));
  expect(page.heading).toBe("Which account do you want to sign out of?");
  expect(await isSignedIn(browser)).toBe(true);
  const landing = await browser.submit(page, "Ada Winters (ada@contoso.example)");
  expect(landing.url.href).toBe(home);
  expect(await isSignedIn(browser)).toBe(false);
});

test("The login_hint claim as logout_hint answers the question", async () => {
  const { browser, loginHint } = await signedIn();
  const landing = await browser.open(
    signOutUrl({ post_logout_redirect_uri: home, logout_hint: loginHint, state: "a&b" }),
  );
  expect(landing.url.href).toBe(`${home}?state=a%26b`);
  expect(await isSignedIn(browser)).toBe(false);
});

test.each([ada.email, "O.unknown"])("%s as logout_hint answers nothing", async (logoutHint) => {
  const { browser } = await signedIn();
  const page = await browser.open(signOutUrl({ post_logout_redirect_uri: home, logout_hint: logoutHint }));
  expect(page.heading).toBe("Which account do you want to sign out of?");
  expect(await isSignedIn(browser)).toBe(true);
});

test("Any app's registered address will do, since the request names no app", async () => {
  const { browser, loginHint } = await signedIn();
  const uri = secondApp.postLogoutRedirectUris[0] ?? "";
  const landing = await browser.open(signOutUrl({ post_logout_redirect_uri: uri, logout_hint: loginHint }));
  expect(landing.url.href).toBe(uri);
});

test("A redirect URI will do as the address to return to, which is what Entra compares it with", async () => {
  const { browser, loginHint } = await signedIn();
  const [uri = ""] = firstApp.redirectUris;
  const landing = await browser.open(signOutUrl({ post_logout_redirect_uri: uri, logout_hint: loginHint }));
  expect(landing.url.href).toBe(uri);
});

test("A form will do as well as a link (OpenID Connect RP-Initiated Logout 1.0 section 2)", async () => {
  const { browser, loginHint } = await signedIn();
  const path = `/contoso.onmicrosoft.com/oauth2/v2.0/logout`;
  const parameters = new URLSearchParams({ post_logout_redirect_uri: home, state: "s" });
  const question = await browser.post(path, parameters.toString());
  expect(question.heading).toBe("Which account do you want to sign out of?");
  expect(await isSignedIn(browser)).toBe(true);
  parameters.set("logout_hint", loginHint);
  const landing = await browser.post(path, parameters.toString());
  expect(landing.url.href).toBe(`${home}?state=s`);
  expect(await isSignedIn(browser)).toBe(false);
});

test("An id_token_hint and a client_id do not answer the question, and do no harm", async () => {
  const { browser, tokens } = await signIn(emulator, new MsalApp(emulator, firstApp), ada);
  const page = await browser.open(
    signOutUrl({
      post_logout_redirect_uri: home,
      id_token_hint: tokens.idToken,
      client_id: firstApp.clientId,
    }),
  );
  expect(page.heading).toBe("Which account do you want to sign out of?");
  expect((await browser.submit(page, "Ada Winters (ada@contoso.example)")).url.href).toBe(home);
});

test.each(["https://evil.example/", `${home}deeper`, "//evil.example", "javascript:alert(1)", ""])(
  "An address that no app registered (%j) ends on the emulator's own page",
  async (uri) => {
    const { browser, loginHint } = await signedIn();
    const page = await browser.open(signOutUrl({ post_logout_redirect_uri: uri, logout_hint: loginHint }));
    expect(page).toMatchObject({ status: 200, heading: "You signed out" });
    expect(page.html).not.toContain("evil.example");
    expect(await isSignedIn(browser)).toBe(false);
  },
);

test("Without an address, and with nobody signed in, the page says that you signed out", async () => {
  const { browser, loginHint } = await signedIn();
  await browser.open(signOutUrl({ logout_hint: loginHint }));
  const page = await browser.open(signOutUrl({}));
  expect(page).toMatchObject({ status: 200, heading: "You signed out" });
});

test("A post from another site, which carries no Lax cookie, signs nobody out", async () => {
  const { browser } = await signedIn();
  for (const path of ["logout", "logout/account"]) {
    const address = signOutUrl({ post_logout_redirect_uri: home }).replace("logout", path);
    await fetch(address, { method: "POST", redirect: "manual" });
  }
  expect(await isSignedIn(browser)).toBe(true);
});
