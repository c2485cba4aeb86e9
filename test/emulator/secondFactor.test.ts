import { decodeJwt } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { interactionPath } from "../../emulator/pages/interactions/interactionParts.js";
import {
  type AuthorizationOptions,
  ada,
  ben,
  firstApp,
  MsalApp,
  passcodeOn,
  responseOf,
  signIn,
  startTestEmulator,
  typeCredentials,
} from "../support/emulator/emulatorApps.js";
import { ordersScope, redemptionOf, tokenRequest } from "../support/emulator/emulatorTokens.js";
import { claimsFor, proveSecondFactor } from "../support/emulator/secondFactor.js";
import { FormBrowser } from "../support/visitors/formBrowser.js";

let emulator: Awaited<ReturnType<typeof startTestEmulator>>;
beforeAll(async () => {
  emulator = await startTestEmulator();
});
afterAll(() => emulator.close());

/** Asks for the context as far as the page that wants the second factor. */
async function secondFactorPage(options: AuthorizationOptions = { claims: claimsFor("c1") }) {
  const app = new MsalApp(emulator, firstApp);
  const browser = new FormBrowser(emulator.url);
  const signInPage = await browser.open(await app.authorizationUrl(options));
  const page = await typeCredentials(browser, signInPage, ada.email, ada.password);
  return { app, browser, page };
}

/** Asks in a browser that is signed in, where no page comes in between. */
async function askAgain(browser: FormBrowser, options: AuthorizationOptions) {
  const app = new MsalApp(emulator, firstApp);
  const page = await browser.open(await app.authorizationUrl({ responseMode: "query", ...options }));
  const { code, ...response } = responseOf(page);
  return { response, claims: code ? decodeJwt((await app.redeem(code)).idToken) : undefined };
}

describe("An authentication context that the claims parameter calls essential", () => {
  test.each([
    { access_token: { acrs: { essential: true, value: "c1" } } },
    { access_token: { acrs: { essential: true, values: ["c1"] } } },
    { id_token: { acrs: { essential: true, value: "c1" } } },
  ])("is met by a code from the email, and the ID token says so: %j", async (claims) => {
    const { app, browser, page } = await secondFactorPage({ claims: JSON.stringify(claims) });
    expect(page).toMatchObject({ status: 200, heading: "Verify your identity" });
    const { code = "" } = responseOf(await proveSecondFactor(browser, page));
    expect(decodeJwt((await app.redeem(code)).idToken)).toMatchObject({
      acrs: ["c1"],
      amr: ["pwd", "emailotp", "mfa"],
    });
  });

  test("is in access tokens for the tenant's own APIs, also in renewed ones, and in none for Graph", async () => {
    const app = new MsalApp(emulator, firstApp);
    const browser = new FormBrowser(emulator.url);
    const url = new URL(await app.authorizationUrl({ claims: claimsFor("c1") }));
    url.searchParams.set("scope", `openid offline_access ${ordersScope}`);
    const signInPage = await browser.open(url.href);
    const page = await typeCredentials(browser, signInPage, ada.email, ada.password);
    const { code = "" } = responseOf(await proveSecondFactor(browser, page));
    const { body } = await tokenRequest(emulator, redemptionOf(app, code));
    expect(decodeJwt(body.access_token ?? "")).toMatchObject({ acrs: ["c1"], roles: ["Orders.Manager"] });
    for (const [scope, expected] of [
      [ordersScope, { acrs: ["c1"], roles: ["Orders.Manager"] }],
      ["User.Read", { acrs: undefined, roles: undefined }],
    ] as const) {
      const renewed = await tokenRequest(emulator, {
        grant_type: "refresh_token",
        client_id: firstApp.clientId,
        client_secret: firstApp.clientSecret,
        refresh_token: body.refresh_token ?? "",
        scope,
      });
      const { acrs, roles } = decodeJwt(renewed.body.access_token ?? "");
      expect({ acrs, roles }).toEqual(expected);
    }
  });

  test("is asked for once in a session, and then in every ID token of it", async () => {
    const { browser, page } = await secondFactorPage();
    await proveSecondFactor(browser, page);
    expect(await askAgain(browser, { claims: claimsFor("c1") })).toMatchObject({ claims: { acrs: ["c1"] } });
    expect(await askAgain(browser, {})).toMatchObject({ claims: { acrs: ["c1"] } });
  });

  test("is met without another page if the session has a second factor for another context", async () => {
    const { browser, page } = await secondFactorPage();
    await proveSecondFactor(browser, page);
    expect(await askAgain(browser, { claims: claimsFor("c2") })).toMatchObject({
      claims: { acrs: ["c1", "c2"] },
    });
  });

  test("is asked for in a session that began with the password alone, and with it no password", async () => {
    const { browser } = await signIn(emulator, new MsalApp(emulator, firstApp), ada);
    const app = new MsalApp(emulator, firstApp);
    const page = await browser.open(await app.authorizationUrl({ claims: claimsFor("c1") }));
    expect(page.heading).toBe("Verify your identity");
    expect(page.html).toContain(`value="${ada.email}"`);
  });

  test("is asked for anew after prompt=login, and after a sign-in as somebody else", async () => {
    const { browser, page } = await secondFactorPage();
    await proveSecondFactor(browser, page);
    for (const [options, person] of [
      [{ prompt: "login", claims: claimsFor("c1") }, ada],
      [{ loginHint: ben.email, claims: claimsFor("c1") }, ben],
    ] as const) {
      const again = await browser.open(await new MsalApp(emulator, firstApp).authorizationUrl(options));
      const next = await typeCredentials(browser, again, person.email, person.password);
      expect(next.heading).toBe("Verify your identity");
      expect(next.html).toContain(`value="${person.email}"`);
    }
  });

  test("with prompt=none is interaction_required, AADSTS50076", async () => {
    const { browser } = await signIn(emulator, new MsalApp(emulator, firstApp), ada);
    const { response } = await askAgain(browser, { prompt: "none", claims: claimsFor("c1") });
    expect(response).toMatchObject({
      error: "interaction_required",
      error_description: expect.stringMatching(/^AADSTS50076: /),
    });
  });
});

test.each([
  {},
  { id_token: { signin_state: { essential: false } }, access_token: { xms_cc: { values: ["cp1"] } } },
  { access_token: { acrs: { value: "c1" } } },
  { access_token: { acrs: null } },
  { access_token: { acrs: { essential: true, value: "c100" } } },
  { access_token: { acrs: { essential: true, values: [7, "", "mfa"] } } },
])("Claims that call no context essential ask for nothing: %j", async (claims) => {
  const { app, page } = await secondFactorPage({ claims: JSON.stringify(claims) });
  expect(decodeJwt((await app.redeem(responseOf(page).code ?? "")).idToken)).not.toHaveProperty("acrs");
});

test.each(["not JSON", "[]", '"c1"', "null", '{"access_token":[]}', '{"id_token":{"acrs":"c1"}}'])(
  "Malformed claims go back to the app as a malformed request: %j",
  async (claims) => {
    const url = new URL(await new MsalApp(emulator, firstApp).authorizationUrl({ responseMode: "query" }));
    url.searchParams.set("claims", claims);
    const page = await new FormBrowser(emulator.url).open(url.href);
    expect(responseOf(page)).toMatchObject({
      error: "invalid_request",
      error_description: expect.stringMatching(/^AADSTS9002313: /),
    });
  },
);

describe("The second factor", () => {
  test("does not take a wrong code, and sends a new one", async () => {
    const { browser, page } = await secondFactorPage();
    const codePage = await browser.submit(page, "Send code");
    const wrong = await browser.submit(codePage, "Next", { passcode: "not-the-code" });
    expect(wrong).toMatchObject({
      status: 400,
      heading: "Enter the code",
      alerts: ["The code is not right or has expired. Check it, or get a new one."],
    });
    const renewed = await browser.submit(wrong, "Send a new code");
    const last = await browser.submit(renewed, "Next", { passcode: passcodeOn(renewed) });
    expect(responseOf(last)).toHaveProperty("code");
  });

  test("takes the second click of two for the first", async () => {
    const { browser, page } = await secondFactorPage();
    const codePage = await browser.submit(page, "Send code");
    const typed = { passcode: passcodeOn(codePage) };
    await browser.press(codePage, "Next", typed);
    expect(responseOf(await browser.submit(codePage, "Next", typed))).toHaveProperty("code");
  });

  test("sends its code to the person's address alone, whatever the form says", async () => {
    const { browser, page } = await secondFactorPage();
    const codePage = await browser.submit(page, "Send code", { email: ben.email });
    expect(codePage.html).toContain(`value="${ada.email}"`);
    expect(codePage.html).not.toContain(ben.email);
  });

  test("never stands for the password", async () => {
    const { browser } = await signIn(emulator, new MsalApp(emulator, firstApp), ada);
    const page = await browser.open(
      await new MsalApp(emulator, firstApp).authorizationUrl({ prompt: "login" }),
    );
    const [, , uid = ""] = page.url.pathname.split("/");
    const path = interactionPath(uid, "second-factor");
    expect((await browser.open(path)).heading).toBe("Sign in");
    expect((await browser.post(path, "")).heading).toBe("Sign in");
    expect((await browser.post(`${path}/passcode`, "passcode=12345678")).heading).toBe("Sign in");
  });

  test("can be cancelled, which leaves the person signed in without it", async () => {
    const { browser, page } = await secondFactorPage();
    expect(responseOf(await browser.submit(page, "Cancel"))).toMatchObject({ error: "access_denied" });
    const { claims } = await askAgain(browser, {});
    expect(claims).toMatchObject({ amr: ["pwd"] });
    expect(claims).not.toHaveProperty("acrs");
  });

  test("of a person who signs out meanwhile in another tab gets no code", async () => {
    const { browser, page } = await secondFactorPage();
    const codePage = await browser.submit(page, "Send code");
    const signOut = await browser.open(`${emulator.authority}/oauth2/v2.0/logout`);
    await browser.submit(signOut, "Ada Winters (ada@contoso.example)");
    const last = await browser.submit(codePage, "Next", { passcode: passcodeOn(codePage) });
    expect(last).toMatchObject({ status: 400, heading: "This sign-in has expired" });
  });
});

test("A test can have the contexts left out of every token, so that guards show that they hold", async () => {
  const other = await startTestEmulator([firstApp], { tokens: { withoutAcrs: true } });
  const app = new MsalApp(other, firstApp);
  const browser = new FormBrowser(other.url);
  const url = new URL(await app.authorizationUrl({ claims: claimsFor("c1") }));
  url.searchParams.set("scope", `openid ${ordersScope}`);
  const page = await typeCredentials(browser, await browser.open(url.href), ada.email, ada.password);
  const { code = "" } = responseOf(await proveSecondFactor(browser, page));
  const { body } = await tokenRequest(other, redemptionOf(app, code));
  for (const token of [body.id_token, body.access_token]) {
    expect(decodeJwt(token ?? "")).not.toHaveProperty("acrs");
  }
  expect(decodeJwt(body.id_token ?? "")).toMatchObject({ amr: ["pwd", "emailotp", "mfa"] });
  await other.close();
});
