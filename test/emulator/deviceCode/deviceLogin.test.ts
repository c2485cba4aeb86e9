import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { approveDeviceCode, askForCode, poll, typeDeviceCode } from "../../support/emulator/deviceCode.js";
import { ada, startTestEmulator, typeCredentials } from "../../support/emulator/emulatorApps.js";
import { FormBrowser, formWith } from "../../support/visitors/formBrowser.js";

let emulator: Awaited<ReturnType<typeof startTestEmulator>>;
beforeAll(async () => {
  emulator = await startTestEmulator();
});
afterAll(() => emulator.close());
afterEach(() => {
  vi.useRealTimers();
});

async function typeCode(userCode: string, browser = new FormBrowser(emulator.url)) {
  return browser.submit(await browser.open("/devicelogin"), "Next", { user_code: userCode });
}

describe("The page for the code", () => {
  test("asks for it, with the focus in its field, and is kept by no cache", async () => {
    const page = await new FormBrowser(emulator.url).open("/devicelogin");
    expect(page).toMatchObject({ status: 200, heading: "Enter code", alerts: [] });
    expect(page.html).toMatch(/<label for="user_code">Code<\/label>\s*<input\s[^>]*autofocus/);
    expect(page.headers.get("cache-control")).toContain("no-store");
    expect(page.headers.get("content-security-policy")).not.toContain("script-src");
  });

  test("takes it in small letters and with gaps, and names the app before anybody signs in", async () => {
    const { userCode } = await askForCode(emulator);
    const page = await typeCode(` ${userCode.slice(0, 4).toLowerCase()} ${userCode.slice(4)}`);
    expect(page.heading).toBe("Are you trying to sign in to Microsoft Graph Command Line Tools?");
    expect(page.html).toContain(`shows the code ${userCode}.`);
  });

  test("takes none from its own address", async () => {
    const { userCode } = await askForCode(emulator);
    const page = await new FormBrowser(emulator.url).open(`/devicelogin?user_code=${userCode}`);
    expect(page.heading).toBe("Enter code");
    expect(page.html).not.toContain(userCode);
  });

  test.each([
    ["", "Type the code that the app shows."],
    ["BCDFGHJKL", "No sign-in waits for this code. Compare it with the one that the app shows."],
    [
      `"><script>alert(1)</script>`,
      "No sign-in waits for this code. Compare it with the one that the app shows.",
    ],
  ])("says what is wrong with %j, and shows it again", async (typed, alert) => {
    const page = await typeCode(typed);
    expect(page).toMatchObject({ status: 400, heading: "Enter code", alerts: [alert] });
    expect(page.html).toContain("<title>Error: Enter code");
    expect(page.html).not.toContain("<script");
    expect(formWith(page, "Next").fields.user_code).toBe(typed);
  });

  test("says that a code has expired", async () => {
    const { userCode } = await askForCode(emulator);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 900_000 });
    expect((await typeCode(userCode)).alerts).toEqual([
      "This code has expired. Start the sign-in in the app again to get a new one.",
    ]);
  });

  test("says that a code was used", async () => {
    const { userCode } = await askForCode(emulator);
    await approveDeviceCode(emulator, userCode, ada);
    expect((await typeCode(userCode)).alerts).toEqual([
      "This code was used before. Start the sign-in in the app again to get a new one.",
    ]);
  });

  test("leads on after a wrong code", async () => {
    const { userCode } = await askForCode(emulator);
    const browser = new FormBrowser(emulator.url);
    const page = await browser.submit(await typeCode("BCDFGHJKL", browser), "Next", { user_code: userCode });
    expect(page.heading).toBe("Are you trying to sign in to Microsoft Graph Command Line Tools?");
  });

  test("takes no post that it did not offer itself", async () => {
    const { userCode } = await askForCode(emulator);
    const browser = new FormBrowser(emulator.url);
    await browser.open("/devicelogin");
    const page = await browser.post("/devicelogin", `user_code=${userCode}&confirm=yes`);
    expect(page.alerts).toEqual(["This page was open for too long. Type the code again."]);
  });
});

test("Whoever is signed in is not asked for the password again", async () => {
  const browser = new FormBrowser(emulator.url);
  const page = await typeDeviceCode(browser, (await askForCode(emulator)).userCode);
  await browser.submit(await browser.submit(page, "Next", ada), "Sign in", ada);
  const again = await typeDeviceCode(browser, (await askForCode(emulator)).userCode);
  expect(again).toMatchObject({ status: 200, heading: "You are signed in" });
});

describe("Whoever begins with a code and does not come to the end", () => {
  test("can begin again with it, after a double click", async () => {
    const { userCode, deviceCode } = await askForCode(emulator);
    const browser = new FormBrowser(emulator.url);
    const confirmation = await typeCode(userCode, browser);
    await browser.press(confirmation, "Continue");
    const again = await browser.submit(confirmation, "Continue");
    expect(again.alerts).toEqual(["This page was open for too long. Type the code again."]);
    await approveDeviceCode(emulator, userCode, ada);
    expect((await poll(emulator, deviceCode)).status).toBe(200);
  });

  test("can begin again with it in another browser", async () => {
    const { userCode, deviceCode } = await askForCode(emulator);
    await typeDeviceCode(new FormBrowser(emulator.url), userCode);
    await approveDeviceCode(emulator, userCode, ada);
    expect((await poll(emulator, deviceCode)).status).toBe(200);
  });

  test("is asked for the code where the browser has forgotten", async () => {
    const { userCode } = await askForCode(emulator);
    const browser = new FormBrowser(emulator.url);
    const last = await typeCredentials(
      browser,
      await typeDeviceCode(browser, userCode),
      ada.email,
      ada.password,
    );
    expect(last.heading).toBe("You are signed in");
    for (const one of [browser, new FormBrowser(emulator.url)]) {
      expect(await one.open(last.url.pathname)).toMatchObject({ status: 200, heading: "Enter code" });
    }
    expect(emulator.logged.filter((line) => line.includes("Error"))).toEqual([]);
  });
});

test("The code of one browser's sign-in is of no use in another", async () => {
  const { userCode } = await askForCode(emulator);
  const page = await typeDeviceCode(new FormBrowser(emulator.url), userCode);
  expect(page.heading).toBe("Sign in");
  expect((await new FormBrowser(emulator.url).open(page.url.pathname)).heading).toBe(
    "This sign-in has expired",
  );
});
