import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import { registration } from "../support/app/startApp.js";
import { MsalApp, signIn as signInAt } from "../support/emulator/emulatorApps.js";
import { test } from "./fixtures.js";
import { openSignedIn } from "./openSignedIn.js";
import { ada, arriveAt, ben, follow, type Person } from "./steps.js";

describe("the claims page", () => {
  test("shows every claim of the token with its value", async ({ page, app }) => {
    const client = {
      ...registration,
      redirectUris: [app.config.redirectUri],
      postLogoutRedirectUris: [app.config.postLogoutRedirectUri],
    };
    const { tokens } = await signInAt(app.emulator, new MsalApp(app.emulator, client), ada);
    const { sub, oid, tid, iss, aud, ver, email, login_hint } = tokens.idTokenClaims as Record<
      string,
      string
    >;

    await openClaims(page, ada);
    const names = await page.getByRole("rowheader").allTextContents();
    expect(names.map((name) => name.trim()).sort()).toEqual(Object.keys(tokens.idTokenClaims).sort());
    for (const [name, value] of Object.entries({ sub, oid, tid, iss, aud, ver, email, login_hint })) {
      expect(await textOfClaim(page, name)).toBe(value);
    }
    expect(await textOfClaim(page, "name")).toBe("Ada Winters");
  });

  test("lists the app roles of somebody who has some", async ({ page }) => {
    await openClaims(page, ada);
    expect(await row(page, "roles").getByRole("listitem").allTextContents()).toEqual(["Orders.Manager"]);
  });

  test("has no roles for somebody who has none", async ({ page }) => {
    await openClaims(page, ben);
    expect(await row(page, "name").count()).toBe(1);
    expect(await row(page, "roles").count()).toBe(0);
  });

  test("says times in words and, for programs, in ISO 8601", async ({ page }) => {
    await openClaims(page, ada);
    for (const name of ["iat", "nbf", "exp"]) {
      const seconds = Number.parseInt(await textOfClaim(page, name), 10);
      const time = row(page, name).getByRole("time");
      expect(Math.abs(seconds - Date.now() / 1000)).toBeLessThan(24 * 60 * 60);
      expect(await time.getAttribute("datetime")).toBe(new Date(seconds * 1000).toISOString());
      expect(await time.textContent()).toMatch(/^[A-Z][a-z]+ \d{1,2}, \d{4} at /);
    }
  });

  test("marks the claims that mean nothing to an app, and no others", async ({ page }) => {
    await openClaims(page, ada);
    const internal = page.getByRole("row").filter({ hasText: "means nothing to an app" });
    const names = await internal.getByRole("rowheader").allTextContents();
    expect(names.map((name) => name.trim()).sort()).toEqual(["aio", "rh", "uti"]);
  });

  test("keeps the name of each claim on one line", async ({ page }) => {
    await page.setViewportSize({ width: 1024, height: 768 });
    await openClaims(page, ada);
    const names = await page.getByRole("rowheader").locator("code").all();
    const heights = await Promise.all(names.map(async (name) => (await name.boundingBox())?.height));
    expect(heights).toEqual(heights.map(() => heights[0]));
  });

  test("leads back to the home page", async ({ page }) => {
    await openClaims(page, ada);
    await follow(page, "Home");
    await arriveAt(page, "Hello, Ada Winters");
  });
});

async function openClaims(page: Page, person: Person): Promise<void> {
  await openSignedIn(page, person);
  await follow(page, "View ID token claims");
  await arriveAt(page, "ID token claims");
}

function row(page: Page, claim: string) {
  return page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: claim, exact: true }) });
}

async function textOfClaim(page: Page, claim: string): Promise<string> {
  return ((await row(page, claim).getByRole("cell").first().textContent()) ?? "").trim();
}
