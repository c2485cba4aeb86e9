import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import type { TokenOptions } from "../../emulator/tokens/tokenOptions.js";
import { ada, responseOf, typeCredentials } from "../support/emulator/emulatorApps.js";
import { proveSecondFactor } from "../support/emulator/secondFactor.js";
import { startAppWithEmulator } from "../support/emulator/startAppWithEmulator.js";
import { pagesThatAskAgain } from "../support/guards/startGuardedApp.js";
import { FormBrowser } from "../support/visitors/formBrowser.js";
import { goesOnTo } from "../support/visitors/html.js";
import { beginSignIn, postAnswer, visitorOf } from "../support/visitors/signInByHttp.js";

afterEach(() => void vi.useRealTimers());

/** What a person does to the address of the tenant before going there. */
type Stripping = (parameters: URLSearchParams) => void;
const asItIs: Stripping = () => undefined;

/** Ada, signed in an hour ago at the emulator by her password, with the browser in which she is. */
async function adaAnHourLater(tokens: TokenOptions = {}) {
  const app = await startAppWithEmulator({}, pagesThatAskAgain, { tokens });
  onTestFinished(app.close);
  const visitor = visitorOf(app);
  const browser = new FormBrowser(app.emulator.url);

  /** Signs in by this address, and returns which pages of the tenant came, and where the app goes on to. */
  async function signInBy(path: string, strip: Stripping) {
    const url = new URL(await beginSignIn(visitor, path));
    strip(url.searchParams);
    let page = await browser.open(url.href);
    const headings: string[] = [];
    if (page.heading === "Sign in") {
      headings.push(page.heading);
      page = await typeCredentials(browser, page, ada.email, ada.password);
    }
    if (page.heading === "Verify your identity") {
      headings.push(page.heading);
      page = await proveSecondFactor(browser, page);
    }
    return { headings, goesOn: goesOnTo((await postAnswer(visitor, responseOf(page))).text) ?? "" };
  }

  /** Opens a page and follows what it asks for, and returns the page and what the tenant has asked on the way. */
  async function open(page: string, strip = asItIs) {
    const asked: string[][] = [];
    for (let address = page; asked.length < 5; ) {
      const shown = await visitor.get(address);
      if (shown.status !== 302) {
        return { status: shown.status, text: shown.text, asked };
      }
      const { headings, goesOn } = await signInBy(shown.headers.location ?? "", strip);
      asked.push(headings);
      address = goesOn;
    }
    throw new Error("The page asks for ever.");
  }

  await signInBy("/auth/signin", asItIs);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 50 * 60_000 });
  return { open };
}

describe("Ada, who signed in by her password long ago,", () => {
  test("is asked for it once more by a page for a recent sign-in", async () => {
    const { open } = await adaAnHourLater();
    expect(await open("/guarded/recent")).toMatchObject({ status: 200, asked: [["Sign in"]] });
    expect(await open("/guarded/recent")).toMatchObject({ status: 200, asked: [] });
  });

  test("is asked for a second factor by a page for an authentication context", async () => {
    const { open } = await adaAnHourLater();
    expect(await open("/guarded/context")).toMatchObject({ status: 200, asked: [["Verify your identity"]] });
    expect(await open("/guarded/context")).toMatchObject({ status: 200, asked: [] });
  });

  test.each(["/guarded/both", "/guarded/both-turned"])("is asked for both by %s", async (page) => {
    const { open } = await adaAnHourLater();
    const { status, asked } = await open(page);
    expect(status).toBe(200);
    expect(new Set(asked.flat())).toEqual(new Set(["Sign in", "Verify your identity"]));
  });
});

describe("Ada, who takes out of the tenant's address what the app asks for,", () => {
  test("is refused after one round, and told why", async () => {
    const { open } = await adaAnHourLater();
    const recent = await open("/guarded/recent", (parameters) => parameters.delete("prompt"));
    expect(recent).toMatchObject({ status: 403, asked: [[]] });
    expect(recent.text).toContain("A fresh sign-in is needed");
    const context = await open("/guarded/context", (parameters) => parameters.delete("claims"));
    expect(context).toMatchObject({ status: 403, asked: [[]] });
    expect(context.text).toContain("One more step is needed");
  });

  test("is refused after one round where she asks for another context", async () => {
    const { open } = await adaAnHourLater();
    const other = (parameters: URLSearchParams) =>
      parameters.set("claims", (parameters.get("claims") ?? "").replace('"c1"', '"c2"'));
    expect(await open("/guarded/context", other)).toMatchObject({
      status: 403,
      asked: [["Verify your identity"]],
    });
  });

  test("gets further as soon as she leaves it there", async () => {
    const { open } = await adaAnHourLater();
    await open("/guarded/recent", (parameters) => parameters.delete("prompt"));
    expect(await open("/guarded/recent")).toMatchObject({ status: 200, asked: [["Sign in"]] });
  });
});

describe("A tenant whose registration lacks the optional claim", () => {
  test("auth_time is not even asked, and a developer reads which claim to add", async () => {
    const { open } = await adaAnHourLater({ withoutAuthTime: true });
    const { status, text, asked } = await open("/guarded/recent");
    expect([status, asked]).toEqual([500, []]);
    expect(text).toContain("The ID token has no auth_time: add it under App registrations");
  });

  test("acrs is asked once, and a developer reads which claim to add", async () => {
    const { open } = await adaAnHourLater({ withoutAcrs: true });
    const { status, text, asked } = await open("/guarded/context");
    expect([status, asked]).toEqual([403, [["Verify your identity"]]]);
    expect(text).toContain("Add the optional claim acrs to the ID token");
  });
});
