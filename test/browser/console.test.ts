import type { BrowserContext } from "playwright-core";
import { describe, expect } from "vitest";
import { askForCode } from "../support/emulator/deviceCode.js";
import { test } from "./fixtures.js";
import { ada, arriveAt, follow, press, signIn, signOut, signUp, type, typeCredentials } from "./steps.js";

const hana = { email: "hana@example.com", password: "Amber-Canoe-77", displayName: "Hana Lund" };

describe("the browser has nothing to complain about", () => {
  test("when a person signs in, sees the claims and signs out", async ({ context, page }) => {
    const complaints = complaintsOf(context);
    await signIn(page, ada);
    await follow(page, "View ID token claims");
    await arriveAt(page, "ID token claims");
    await signOut(page);
    expect(complaints).toEqual([]);
  });

  test("when a person signs up", async ({ context, page }) => {
    const complaints = complaintsOf(context);
    await page.goto("/");
    await follow(page, "Create account");
    await signUp(page, hana);
    await arriveAt(page, "Hello, Hana Lund");
    expect(complaints).toEqual([]);
  });

  test("when a person signs in to a device", async ({ context, page, app }) => {
    const complaints = complaintsOf(context);
    const { userCode } = await askForCode(app.emulator);
    await page.goto(`${app.emulator.url}/devicelogin`);
    await type(page, "Code", userCode);
    await press(page, "Next");
    await press(page, "Continue");
    await typeCredentials(page, ada);
    await arriveAt(page, "You are signed in");
    expect(complaints).toEqual([]);
  });

  test("when a person cancels", async ({ context, page }) => {
    const complaints = complaintsOf(context);
    await page.goto("/auth/signin");
    await press(page, "Cancel");
    await arriveAt(page, "Welcome");
    expect(complaints).toEqual([]);
  });
});

/** Warnings and errors in the console, among them violations of the Content-Security-Policy, and failed requests. */
function complaintsOf(context: BrowserContext): string[] {
  const complaints: string[] = [];
  context.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) {
      complaints.push(message.text());
    }
  });
  context.on("weberror", (error) => complaints.push(error.error().message));
  context.on("requestfailed", (request) => {
    const fault = request.failure()?.errorText;
    // A page that is left before all of it has come, as on a slow machine, asks for the rest no longer.
    if (fault !== "net::ERR_ABORTED") {
      complaints.push(`${request.url()} ${fault}`);
    }
  });
  context.on("response", (response) => {
    if (response.status() >= 400) {
      complaints.push(`${response.url()} ${response.status()}`);
    }
  });
  return complaints;
}
