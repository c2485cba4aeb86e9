import { expect } from "vitest";
import { test } from "./fixtures.js";
import { openSignedIn } from "./openSignedIn.js";
import { ada, arriveAt, press } from "./steps.js";

test("The emulator's home page copies the settings of a library", async ({ page, app }) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: app.emulator.url });
  const refused: string[] = [];
  page.on("console", (message) => void refused.push(message.text()));
  await page.goto(app.emulator.url);
  await page.getByText("Environment variables (.env)").click();
  await page.getByRole("button", { name: "Copy the settings of Environment variables (.env)" }).click();
  await page.getByText("Copied").waitFor();
  const copied = await page.evaluate("navigator.clipboard.readText()");
  expect(copied).toContain(`AUTHORITY=${app.emulator.authority}\nCLIENT_ID=`);
  expect(refused).toEqual([]);
});

test("A sign-in fails once as its developer asked on the emulator's page, which shows the flow", async ({
  page,
  app,
}) => {
  await page.goto(app.emulator.url);
  await page.getByLabel("What goes wrong").selectOption("Expired client secret (AADSTS7000222)");
  await press(page, "Let it fail");
  await page.getByText("AADSTS7000222, token endpoint").waitFor();
  await expect(openSignedIn(page, ada)).rejects.toThrow();
  await page.goto(app.emulator.url);
  const failed = page.getByRole("listitem").filter({ hasText: "invalid_client AADSTS7000222" });
  await failed.getByRole("link").click();
  await page.getByRole("heading", { name: "Token request" }).waitFor();
  await page.goto("/auth/signin");
  await arriveAt(page, `Hello, ${ada.displayName}`);
});

test("Another site's page neither steers nor reads the emulator", async ({ page, app, otherSite }) => {
  otherSite.body = `<form method="post" action="${app.emulator.url}/emulator/faults">
    <input type="hidden" name="kind" value="expiredSecret"><input type="hidden" name="at" value="token">
    <button>Win a cat</button></form>`;
  await page.goto(otherSite.url);
  const api = `${app.emulator.url}/emulator/api`;
  const tries = await page.evaluate(async (url) => {
    const order = JSON.stringify({ at: "token", kind: "status", status: 500 });
    const attempt = (path: string, options: object) =>
      fetch(url + path, options).then(
        (response) => response.type,
        () => "failed",
      );
    return Promise.all([
      attempt("/flows", {}),
      attempt("/faults", { method: "POST", body: order }),
      attempt("/faults", { method: "POST", body: order, headers: { "Content-Type": "application/json" } }),
      attempt("/faults", { method: "POST", body: order, mode: "no-cors" }),
      attempt("/faults", { method: "DELETE" }),
    ]);
  }, api);
  expect(tries).toEqual(["failed", "failed", "failed", "failed", "failed"]);
  await press(page, "Win a cat");
  await page.getByText("A page of another origin neither reads nor steers").waitFor();
  expect(app.emulator.faults.all).toEqual([]);
});

test("Without scripts the emulator's home page shows the same, and no button that does nothing", async ({
  browser,
  app,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(app.emulator.url);
  await arriveAt(page, "The emulator is running");
  await page.getByText("Environment variables (.env)").click();
  await page.getByText(`AUTHORITY=${app.emulator.authority}`).waitFor();
  expect(await page.getByRole("button", { name: "Copy" }).count()).toBe(0);
  await press(page, "Roll the keys over");
  await arriveAt(page, "The emulator is running");
  await context.close();
});
