import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { Accounts } from "../../emulator/directory/accounts.js";
import {
  ada,
  ben,
  firstApp,
  MsalApp,
  responseOf,
  signIn,
  startTestEmulator,
  typeCredentials,
} from "../support/emulator/emulatorApps.js";
import { FormBrowser } from "../support/visitors/formBrowser.js";

let emulator: Awaited<ReturnType<typeof startTestEmulator>>;
beforeAll(async () => {
  emulator = await startTestEmulator();
});
afterAll(() => emulator.close());

describe("A person who signs in", () => {
  test("comes back by form_post, and MSAL redeems the code", async () => {
    const app = new MsalApp(emulator, firstApp);
    const { response, tokens } = await signIn(emulator, app, ada);
    expect(Object.keys(response).sort()).toEqual(["client_info", "code", "session_state", "state"]);
    expect(response.state).toBe(app.state);
    expect(tokens.account).toMatchObject({
      username: ada.email,
      name: "Ada Winters",
      nativeAccountId: undefined,
    });
    expect(tokens.account?.homeAccountId).toBe(`${tokens.uniqueId}.${tokens.tenantId}`);
  });

  test("comes back by query, and MSAL redeems the code", async () => {
    const app = new MsalApp(emulator, firstApp);
    const browser = new FormBrowser(emulator.url);
    const page = await browser.open(await app.authorizationUrl({ responseMode: "query" }));
    const landing = await typeCredentials(browser, page, ben.email, ben.password);
    expect(landing.url.href).toMatch(/^http:\/\/localhost:3000\/auth\/redirect\?/);
    const { code = "", state } = responseOf(landing);
    expect(state).toBe(app.state);
    expect((await app.redeem(code)).account?.username).toBe(ben.email);
  });

  test("may write the address in capitals", async () => {
    const app = new MsalApp(emulator, firstApp);
    const { tokens } = await signIn(emulator, app, { ...ada, email: " ADA@Contoso.Example " });
    expect(tokens.account?.username).toBe(ada.email);
  });

  test("comes back on a page whose only script is the one its policy names", async () => {
    const app = new MsalApp(emulator, firstApp);
    const browser = new FormBrowser(emulator.url);
    const page = await browser.open(await app.authorizationUrl());
    expect(page.headers.get("content-security-policy")).not.toContain("script-src");
    const last = await typeCredentials(browser, page, ada.email, ada.password);
    expect(last.headers.get("content-security-policy")).toMatch(/script-src 'sha256-[^ ;]+'$/);
    expect(last.headers.get("content-security-policy")).not.toContain("unsafe-inline");
  });

  test("cannot use a page of a sign-in that began in another browser", async () => {
    const app = new MsalApp(emulator, firstApp);
    const page = await new FormBrowser(emulator.url).open(await app.authorizationUrl());
    const elsewhere = await new FormBrowser(emulator.url).submit(page, "Next", { email: ada.email });
    expect(elsewhere).toMatchObject({ status: 400, heading: "This sign-in has expired" });
  });
});

describe("A person who errs", () => {
  async function emailPage() {
    const browser = new FormBrowser(emulator.url);
    return { browser, page: await browser.open(await new MsalApp(emulator, firstApp).authorizationUrl()) };
  }

  test("is told of an unknown account, and what was typed stays", async () => {
    const { browser, page } = await emailPage();
    const answer = await browser.submit(page, "Next", { email: "nobody@contoso.example" });
    expect(answer.status).toBe(400);
    expect(answer.alerts).toEqual(["There is no account with this email address."]);
    expect(answer.html).toContain('value="nobody@contoso.example"');
    expect(answer.html).toContain('aria-invalid="true" aria-describedby="email-error"');
  });

  test.each(["", "ada", "<script>alert(1)</script>", `a@b.${"c".repeat(400)}`])(
    "is told that %j is no email address",
    async (email) => {
      const { browser, page } = await emailPage();
      const answer = await browser.submit(page, "Next", { email });
      expect(answer.alerts).toEqual(["Enter an email address, such as name@example.com."]);
      expect(answer.html).not.toContain("<script");
    },
  );

  test.each(["", "lighthouse-27", "x".repeat(300)])(
    "is told that the password %j is wrong",
    async (password) => {
      const { browser, page } = await emailPage();
      const answer = await typeCredentials(browser, page, ada.email, password);
      expect(answer.status).toBe(400);
      expect(answer.alerts).toEqual(["The password is not right. Try again, or choose a new one."]);
      expect(answer.html).toContain(`value="${ada.email}"`);
      expect(answer.html).not.toMatch(/id="password"[^>]*value=/);
    },
  );

  test("gets a page for a form with a field sent twice, and one for a form that is far too long", async () => {
    const { browser, page } = await emailPage();
    const path = page.url.pathname;
    const twice = await browser.post(path, "email=a@b.example&email=c@d.example");
    expect(twice).toMatchObject({ status: 400, heading: "Sign in" });
    const long = await browser.post(path, `email=${"a".repeat(20_000)}`);
    expect(long).toMatchObject({ status: 413, heading: "The emulator cannot read this request" });
  });
});

describe("While the session lives", () => {
  test("the person is not asked again, by the same app or by another", async () => {
    const { browser, tokens } = await signIn(emulator, new MsalApp(emulator, firstApp), ada);
    const again = new MsalApp(emulator, firstApp);
    const { code = "" } = responseOf(await browser.open(await again.authorizationUrl()));
    expect((await again.redeem(code)).idTokenClaims).toMatchObject({
      sid: Reflect.get(tokens.idTokenClaims, "sid"),
    });
  });

  test("prompt=none gets a code without a page", async () => {
    const { browser } = await signIn(emulator, new MsalApp(emulator, firstApp), ada);
    const app = new MsalApp(emulator, firstApp);
    const landing = await browser.open(await app.authorizationUrl({ prompt: "none", responseMode: "query" }));
    expect((await app.redeem(responseOf(landing).code ?? "")).account?.username).toBe(ada.email);
  });

  test("prompt=consent asks nothing, since an administrator has consented", async () => {
    const { browser } = await signIn(emulator, new MsalApp(emulator, firstApp), ada);
    const app = new MsalApp(emulator, firstApp);
    const landing = await browser.open(
      await app.authorizationUrl({ prompt: "consent", responseMode: "query" }),
    );
    expect(responseOf(landing)).toHaveProperty("code");
  });

  test("prompt=login asks for the password again", async () => {
    const { browser } = await signIn(emulator, new MsalApp(emulator, firstApp), ada);
    const app = new MsalApp(emulator, firstApp);
    const page = await browser.open(await app.authorizationUrl({ prompt: "login" }));
    expect(page.heading).toBe("Sign in");
    const { code = "" } = responseOf(await typeCredentials(browser, page, ada.email, ada.password));
    expect((await app.redeem(code)).account?.username).toBe(ada.email);
  });

  test("whose account has gone asks again who signs in", async () => {
    const { browser } = await signIn(emulator, new MsalApp(emulator, firstApp), ada);
    const app = new MsalApp(emulator, firstApp);
    vi.spyOn(Accounts.prototype, "findByOid").mockReturnValue(undefined);
    const silent = await app.authorizationUrl({ prompt: "none", responseMode: "query" });
    expect(responseOf(await browser.open(silent))).toMatchObject({ error: "login_required" });
    const page = await browser.open(await app.authorizationUrl());
    expect(page).toMatchObject({ status: 200, heading: "Sign in" });
    vi.restoreAllMocks();
    const { code = "" } = responseOf(await typeCredentials(browser, page, ben.email, ben.password));
    expect((await app.redeem(code)).account?.username).toBe(ben.email);
  });

  test("prompt=select_account offers the one who is signed in", async () => {
    const { browser } = await signIn(emulator, new MsalApp(emulator, firstApp), ada);
    const app = new MsalApp(emulator, firstApp);
    const page = await browser.open(await app.authorizationUrl({ prompt: "select_account" }));
    expect(page.heading).toBe("Pick an account");
    const last = await browser.submit(page, "Ada Winters (ada@contoso.example)");
    expect((await app.redeem(responseOf(last).code ?? "")).account?.username).toBe(ada.email);
  });

  test("prompt=select_account lets somebody else sign in, who takes the session over", async () => {
    const { browser } = await signIn(emulator, new MsalApp(emulator, firstApp), ada);
    const app = new MsalApp(emulator, firstApp);
    const picker = await browser.open(await app.authorizationUrl({ prompt: "select_account" }));
    const page = await browser.follow(picker, "Use another account");
    const last = await typeCredentials(browser, page, ben.email, ben.password);
    expect((await app.redeem(responseOf(last).code ?? "")).account?.username).toBe(ben.email);

    const next = new MsalApp(emulator, firstApp);
    const { code = "" } = responseOf(await browser.open(await next.authorizationUrl()));
    expect((await next.redeem(code)).account?.username).toBe(ben.email);
  });

  test("login_hint for somebody else asks them to sign in", async () => {
    const { browser } = await signIn(emulator, new MsalApp(emulator, firstApp), ada);
    const app = new MsalApp(emulator, firstApp);
    const page = await browser.open(await app.authorizationUrl({ loginHint: ben.email }));
    expect(page.heading).toBe("Sign in");
    const last = await typeCredentials(browser, page, ben.email, ben.password);
    expect((await app.redeem(responseOf(last).code ?? "")).account?.username).toBe(ben.email);
  });

  test("login_hint for the one who is signed in asks nothing, as an address or as the claim", async () => {
    const { browser, tokens } = await signIn(emulator, new MsalApp(emulator, firstApp), ada);
    const claim = String(Reflect.get(tokens.idTokenClaims, "login_hint"));
    for (const loginHint of [ada.email, claim]) {
      const app = new MsalApp(emulator, firstApp);
      expect(responseOf(await browser.open(await app.authorizationUrl({ loginHint })))).toHaveProperty(
        "code",
      );
    }
  });
});

describe("With nobody signed in", () => {
  test("prompt=none returns login_required with its AADSTS number, and shows no page", async () => {
    const app = new MsalApp(emulator, firstApp);
    const browser = new FormBrowser(emulator.url);
    const landing = await browser.open(await app.authorizationUrl({ prompt: "none", responseMode: "query" }));
    expect(responseOf(landing)).toMatchObject({ error: "login_required", state: app.state });
    expect(responseOf(landing).error_description).toMatch(/^AADSTS50058: .* Trace ID: .* Correlation ID: .*/);
  });

  test("prompt=select_account goes straight to the sign-in page", async () => {
    const app = new MsalApp(emulator, firstApp);
    const page = await new FormBrowser(emulator.url).open(
      await app.authorizationUrl({ prompt: "select_account" }),
    );
    expect(page.heading).toBe("Sign in");
  });

  test("login_hint fills in the address, be it the address itself or the claim", async () => {
    const { tokens } = await signIn(emulator, new MsalApp(emulator, firstApp), ada);
    const claim = String(Reflect.get(tokens.idTokenClaims, "login_hint"));
    for (const loginHint of [ada.email, claim]) {
      const app = new MsalApp(emulator, firstApp);
      const page = await new FormBrowser(emulator.url).open(await app.authorizationUrl({ loginHint }));
      expect(page.html).toContain(`value="${ada.email}"`);
    }
  });
});

describe("Cancel", () => {
  test.each(["form_post", "query"] as const)("returns access_denied by %s", async (responseMode) => {
    const app = new MsalApp(emulator, firstApp);
    const browser = new FormBrowser(emulator.url);
    const page = await browser.open(await app.authorizationUrl({ responseMode }));
    const response = responseOf(await browser.submit(page, "Cancel"));
    expect(response).toMatchObject({ error: "access_denied", error_subcode: "cancel", state: app.state });
    expect(response.error_description).toMatch(/^AADSTS65004: /);
  });

  test("is on the password page as well, and signs nobody in", async () => {
    const app = new MsalApp(emulator, firstApp);
    const browser = new FormBrowser(emulator.url);
    const page = await browser.open(await app.authorizationUrl());
    const passwordPage = await browser.submit(page, "Next", { email: ada.email });
    expect(responseOf(await browser.submit(passwordPage, "Cancel")).error).toBe("access_denied");
    const next = await browser.open(await new MsalApp(emulator, firstApp).authorizationUrl());
    expect(next.heading).toBe("Sign in");
  });
});

test("The log has nothing of all this: no address, password or code", () => {
  expect(emulator.logged).toEqual([]);
});
