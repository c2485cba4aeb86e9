import { decodeJwt } from "jose";
import { describe, expect, test, vi } from "vitest";
import { passcodeOn, responseOf } from "../../support/emulator/emulatorApps.js";
import { tokenRequest } from "../../support/emulator/emulatorTokens.js";
import { claimsFor, proveSecondFactor } from "../../support/emulator/secondFactor.js";
import {
  answerTo,
  authorize,
  fay,
  redemption,
  shop,
  shopId,
  startTenant,
  tokensFor,
} from "../../support/emulator/tenantFile.js";
import { FormBrowser, type Page } from "../../support/visitors/formBrowser.js";

const byPasscode = { applications: [shopId], signInWith: "passcode" as const };
const withoutPassword = { email: "gil@fabrikam.example", displayName: "Gil Moreau" };
const dayAndMore = 25 * 60 * 60 * 1000;

/** From the sign-up page to the one for the details of a new person. */
async function toDetails(browser: FormBrowser, page: Page, email: string): Promise<Page> {
  const codePage = await browser.submit(page, "Next", { email });
  return browser.submit(codePage, "Next", { passcode: passcodeOn(codePage) });
}

describe("A user flow with passcodes", () => {
  test("signs in without a password, also who has one, and says so in amr", async () => {
    const optionalClaims = { idToken: ["amr" as const] };
    const emulator = await startTenant({
      applications: [{ ...shop, optionalClaims }],
      userFlows: [byPasscode],
      users: [fay, withoutPassword],
    });
    for (const { email } of [fay, withoutPassword]) {
      expect((await tokensFor(emulator, {}, { email })).idToken).toMatchObject({
        preferred_username: email,
        amr: ["emailotp"],
      });
    }
  });

  test("takes no password", async () => {
    const emulator = await startTenant({ applications: [shop], userFlows: [byPasscode] });
    const browser = new FormBrowser(emulator.url);
    const page = await authorize(emulator, {}, browser);
    const answer = await browser.post(`${page.url.pathname}/password`, new URLSearchParams(fay).toString());
    expect(answer.alerts).toEqual([expect.stringContaining("The password is not right")]);
  });

  test("takes the code of the email alone", async () => {
    const emulator = await startTenant({ applications: [shop], userFlows: [byPasscode] });
    const browser = new FormBrowser(emulator.url);
    const codePage = await browser.submit(await authorize(emulator, {}, browser), "Next", {
      email: fay.email,
    });
    const wrong = await browser.submit(codePage, "Next", { passcode: "not-it" });
    expect(wrong).toMatchObject({ status: 400, heading: "Enter the code" });
    const again = await browser.submit(wrong, "Send a new code");
    const old = await browser.submit(again, "Next", { passcode: passcodeOn(codePage) });
    expect(old.status).toBe(400);
    expect(responseOf(await browser.submit(again, "Next", { passcode: passcodeOn(again) }))).toHaveProperty(
      "code",
    );
  });

  test("gives refresh tokens that are good for a day", async () => {
    const emulator = await startTenant({ applications: [shop], userFlows: [byPasscode] });
    const { refreshToken } = await tokensFor(emulator, {}, { email: fay.email });
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + dayAndMore });
    const renewal = { ...redemption, grant_type: "refresh_token", refresh_token: refreshToken };
    const answer = await tokenRequest(emulator, renewal);
    vi.useRealTimers();
    expect(answer).toMatchObject({ status: 400, body: { error_codes: [70008] } });
  });

  test("signs people up without a password, and with the attributes that it asks for", async () => {
    const emulator = await startTenant({
      applications: [{ ...shop, mappedClaims: { town: "city", loyalty: "card" } }],
      userFlows: [
        {
          ...byPasscode,
          attributes: [
            { name: "city", label: "Town" },
            { name: "card", label: "Loyalty card" },
          ],
        },
      ],
    });
    const browser = new FormBrowser(emulator.url);
    const page = await authorize(emulator, { prompt: "create" }, browser);
    const details = await toDetails(browser, page, "new@fabrikam.example");
    expect(details.html).not.toContain('type="password"');
    const incomplete = await browser.submit(details, "Create account", { city: "Lund", card: " " });
    expect(incomplete.alerts).toEqual(["Enter Loyalty card, with at most 100 characters."]);
    const { code = "" } = responseOf(
      await browser.submit(incomplete, "Create account", { city: "Lund", card: "L-7" }),
    );
    expect((await tokenRequest(emulator, { ...redemption, code })).status).toBe(200);
    const { idToken } = await tokensFor(emulator, {}, { email: "new@fabrikam.example" });
    expect(idToken).toMatchObject({ name: "unknown", town: "Lund", loyalty: "L-7" });
  });
});

test("A person without a password signs in with a passcode where others have passwords", async () => {
  const emulator = await startTenant({ applications: [shop], users: [fay, withoutPassword] });
  expect(await answerTo(emulator, {}, { email: withoutPassword.email })).toHaveProperty("code");
  expect(await answerTo(emulator)).toHaveProperty("code");
});

describe("A user flow without sign-up", () => {
  test("offers none, and leads to the sign-in whoever asks for it", async () => {
    const userFlows = [{ applications: [shopId], signUp: false }];
    const emulator = await startTenant({ applications: [shop], userFlows });
    const browser = new FormBrowser(emulator.url);
    const page = await authorize(emulator, { prompt: "create" }, browser);
    expect(page).toMatchObject({ heading: "Sign in", status: 200 });
    expect(page.html).not.toContain("No account?");
    const path = page.url.pathname.replace("/sign-in", "/sign-up");
    expect((await browser.open(path)).heading).toBe("Sign in");
    expect((await browser.post(path, "email=new@fabrikam.example")).heading).toBe("Sign in");
  });
});

describe("Authentication contexts", () => {
  const applications = [{ ...shop, optionalClaims: { idToken: ["acrs" as const] } }];
  const authenticationContexts = [
    { id: "c1", requires: "mfa" as const },
    { id: "c2", requires: "nothing" as const },
  ];

  test("want a second factor or nothing, as the file says", async () => {
    const emulator = await startTenant({ applications, authenticationContexts });
    const free = await tokensFor(emulator, { claims: claimsFor("c2") });
    expect(free.idToken.acrs).toEqual(["c2"]);
    const browser = new FormBrowser(emulator.url);
    const signIn = await authorize(emulator, { claims: claimsFor("c1") }, browser);
    const asked = await browser.submit(await browser.submit(signIn, "Next", fay), "Sign in", fay);
    expect(asked.heading).toBe("Verify your identity");
    expect(responseOf(await proveSecondFactor(browser, asked))).toHaveProperty("code");
  });

  test("that the tenant does not have are in no token", async () => {
    const emulator = await startTenant({ applications, authenticationContexts });
    const { idToken } = await tokensFor(emulator, { claims: claimsFor("c3") });
    expect(idToken).not.toHaveProperty("acrs");
  });
});

test("An application that wants a second factor of everybody gets it at each sign-in, once a session", async () => {
  const optionalClaims = { idToken: ["amr" as const] };
  const emulator = await startTenant({ applications: [{ ...shop, mfaRequired: true, optionalClaims }] });
  const browser = new FormBrowser(emulator.url);
  const signIn = await authorize(emulator, {}, browser);
  const asked = await browser.submit(await browser.submit(signIn, "Next", fay), "Sign in", fay);
  expect(asked.heading).toBe("Verify your identity");
  const { code = "" } = responseOf(await proveSecondFactor(browser, asked));
  const { body } = await tokenRequest(emulator, { ...redemption, code });
  expect(decodeJwt(body.id_token ?? "").amr).toEqual(["pwd", "emailotp", "mfa"]);
  expect(responseOf(await authorize(emulator, {}, browser))).toHaveProperty("code");
});
