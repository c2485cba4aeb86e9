import { describe, expect } from "vitest";
import { test } from "./fixtures.js";
import { openSignedIn } from "./openSignedIn.js";
import { ada, arriveAt, follow, press, proveEmail, signIn, signOut, signUp, type } from "./steps.js";

const cleo = { email: "cleo@example.com", password: "Granite-Owl-33", displayName: "Cleo Marsh" };
const dan = { email: "dan@example.com", password: "Copper-Kite-41", displayName: "Dan Ito" };

describe("signing up", () => {
  test("from the home page ends signed in, with an account that can sign in again", async ({ page }) => {
    await page.goto("/");
    await follow(page, "Create account");
    await signUp(page, cleo);
    await arriveAt(page, "Hello, Cleo Marsh");
    await signOut(page);
    await signIn(page, cleo);
  });

  test("from the tenant's sign-in page comes back to where the person wanted to go", async ({
    page,
    app,
  }) => {
    await page.goto("/users/id");
    await arriveAt(page, "Sign in");
    await follow(page, "No account? Create one");
    await signUp(page, dan);
    await arriveAt(page, "ID token claims");
    expect(page.url()).toBe(`${app.url}/users/id`);
    await page.getByRole("row", { name: /^name Dan Ito/ }).waitFor();
  });

  test("needs the code that was sent", async ({ page }) => {
    await page.goto("/");
    await follow(page, "Create account");
    await arriveAt(page, "Create account");
    await type(page, "Email", "eve@example.com");
    await press(page, "Next");
    await arriveAt(page, "Enter the code");
    await type(page, "One-time passcode", "not-the-code");
    await press(page, "Next");
    await page.getByRole("alert").filter({ hasText: "The code is not right" }).waitFor();
    await arriveAt(page, "Enter the code");
  });

  test("is refused for an address that has an account", async ({ page }) => {
    await page.goto("/");
    await follow(page, "Create account");
    await arriveAt(page, "Create account");
    await type(page, "Email", ada.email);
    await press(page, "Next");
    await page.getByRole("alert").filter({ hasText: "already an account" }).waitFor();
  });

  test("says what is missing in the details and keeps the name that was typed", async ({ page }) => {
    await page.goto("/");
    await follow(page, "Create account");
    await proveEmail(page, "finn@example.com");
    await type(page, "Password", "short");
    await type(page, "Display name", "Finn Abara");
    await press(page, "Create account");
    await page.getByRole("alert").waitFor();
    expect(await page.getByLabel("Display name").inputValue()).toBe("Finn Abara");
    expect(await page.getByLabel("Password").getAttribute("aria-invalid")).toBe("true");
    await type(page, "Password", "Willow-Tram-90");
    await press(page, "Create account");
    await arriveAt(page, "Hello, Finn Abara");
  });
});

describe("somebody signed in", () => {
  test("can create another account and is then signed in with that", async ({ page }) => {
    await openSignedIn(page, ada);
    await page.goto("/auth/signin?prompt=create");
    await signUp(page, { email: "gil@example.com", password: "Silver-Fern-62", displayName: "Gil Sosa" });
    await arriveAt(page, "Hello, Gil Sosa");
  });
});
