import type { Page } from "playwright-core";
import type { Destination } from "./destination.js";
import { hasActionsOfOneHeight, turnsDark } from "./looks.js";
import { openSignedIn, openSignedInAgain } from "./openSignedIn.js";
import { ada, arriveAt, ben, follow, press, proveSecondFactor, type, typeCredentials } from "./steps.js";

/** Every page of the app. */
export const appPages: readonly Destination[] = [
  {
    name: "home, signed out",
    heading: "Welcome",
    open: (page) => page.goto("/"),
    looks: [hasActionsOfOneHeight, turnsDark],
  },
  {
    name: "home, signed in",
    heading: "Hello, Ada Winters",
    open: (page) => openSignedIn(page, ada),
    looks: [hasActionsOfOneHeight],
  },
  { name: "home, sign-in cancelled", heading: "Welcome", open: (page) => page.goto("/?signin=cancelled") },
  {
    name: "home, emulator banner",
    heading: "Welcome",
    open: (page, { appWithoutTenant }) => page.goto(appWithoutTenant.url),
  },
  {
    name: "claims",
    heading: "ID token claims",
    async open(page) {
      await openSignedIn(page, ada);
      await follow(page, "View ID token claims");
    },
    looks: [hasActionsOfOneHeight],
  },
  {
    name: "profile",
    heading: "Profile",
    async open(page) {
      await openSignedIn(page, ada);
      await follow(page, "Profile");
    },
    looks: [hasActionsOfOneHeight],
  },
  {
    name: "profile form",
    heading: "Edit profile",
    open: (page) => openProfileForm(page),
    looks: [hasActionsOfOneHeight],
  },
  {
    name: "profile form, with faults",
    heading: "Edit profile",
    async open(page) {
      await openProfileForm(page);
      await type(page, "Display name", "");
      await type(page, "City", "x".repeat(129));
      await press(page, "Save");
      await page.getByRole("alert").first().waitFor();
    },
    looks: [hasActionsOfOneHeight],
  },
  {
    name: "sessions",
    heading: "Where you are signed in",
    async open(page) {
      await openSignedInAgain(page, ada);
      await follow(page, "Where you are signed in");
    },
    looks: [hasActionsOfOneHeight],
  },
  {
    name: "orders",
    heading: "My orders",
    async open(page) {
      await openSignedIn(page, ben);
      await follow(page, "My orders");
    },
  },
  {
    name: "all orders",
    heading: "All orders",
    async open(page) {
      await openSignedIn(page, ada);
      await follow(page, "All orders");
    },
  },
  {
    name: "cancelling an order",
    heading: "Cancel this order?",
    async open(page) {
      await openSignedIn(page, ada);
      await follow(page, "My orders");
      await follow(page, "Cancel Storm lantern");
      await proveSecondFactor(page);
    },
    looks: [hasActionsOfOneHeight],
  },
  {
    name: "error 403, role missing",
    heading: "No access",
    async open(page) {
      await openSignedIn(page, ben);
      await page.goto("/orders/all");
    },
  },
  {
    name: "repost",
    heading: "Signing in",
    async open(page) {
      // Its script would leave it at once.
      await page.route("**/scripts/repost.js", (route) => route.fulfill({ body: "" }));
      await page.goto("/auth/signin");
      await typeCredentials(page, ada);
    },
  },
  {
    name: "sign-out",
    heading: "Sign out?",
    open: (page) => page.goto("/auth/signout"),
    looks: [hasActionsOfOneHeight],
  },
  {
    name: "signed out of the app alone",
    heading: "You are signed out of this app",
    async open(page, { appWithoutTenant }) {
      await page.goto(`${appWithoutTenant.url}/auth/signout`);
      await press(page, "Sign out");
    },
  },
  { name: "error 404", heading: "Page not found", open: (page) => page.goto("/nowhere") },
  {
    name: "error 400",
    heading: "Sign-in expired",
    open: (page) => page.goto("/auth/redirect?code=anything&state=unknown"),
  },
  {
    name: "error 503",
    heading: "Sign-in is not available",
    open: (page, { appWithoutTenant }) => page.goto(`${appWithoutTenant.url}/auth/signin`),
  },
];

async function openProfileForm(page: Page): Promise<void> {
  await openSignedIn(page, ada);
  await follow(page, "Profile");
  await follow(page, "Edit profile");
  await arriveAt(page, "Edit profile");
}
