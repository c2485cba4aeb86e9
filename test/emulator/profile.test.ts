import { describe, expect, onTestFinished, test, vi } from "vitest";
import { signInAtEmulator } from "../support/emulator/signInAtEmulator.js";
import { startAppWithEmulator } from "../support/emulator/startAppWithEmulator.js";
import { changeProfile, openForm, sendForm } from "../support/profile/profileVisitor.js";
import { FormBrowser } from "../support/visitors/formBrowser.js";
import { type Visitor, visitorOf } from "../support/visitors/signInByHttp.js";

/** Scopes of another API first, so that Graph's token comes by the refresh token. */
const API_SCOPES = "api://7c9d2e4f-5a6b-4c8d-9e0f-1a2b3c4d5e6f/Orders.Read User.Read User.ReadWrite";

/** Ada, signed in at an app with the emulated tenant, and what goes wrong there. */
async function adaAt(scopes = API_SCOPES) {
  const app = await startAppWithEmulator({ API_SCOPES: scopes });
  onTestFinished(app.close);
  const visitor = visitorOf(app);
  const browser = new FormBrowser(app.emulator.url);
  await signInAtEmulator(visitor, { browser });
  return { app, faults: app.emulator.faults, visitor, browser };
}

async function open(visitor: Visitor, page: string) {
  return visitor.get(page).set("Accept", "text/html");
}

describe("Ada, at the emulated tenant,", () => {
  test("changes her name after a recent sign-in, is greeted by it at once, and by the next sign-in too", async () => {
    const { visitor, browser } = await adaAt();
    expect((await open(visitor, "/users/profile")).text).toContain("<dd>Bergen</dd>");
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 50 * 60_000 });
    onTestFinished(() => void vi.useRealTimers());
    const { headers } = await visitor.get("/users/profile/edit").expect(302);
    await signInAtEmulator(visitor, { path: headers.location ?? "", browser });
    const answer = await changeProfile(visitor, { displayName: "Ada King", surname: "King", city: "" });
    expect([answer.status, answer.headers.location]).toEqual([303, "/users/profile?profile=saved"]);
    expect((await open(visitor, "/")).text).toContain("<h1>Hello, Ada King</h1>");
    const { text } = await open(visitor, "/users/profile");
    expect(text).toContain("<dd>King</dd>");
    expect(text).not.toContain("Bergen");
    await signInAtEmulator(visitor, { browser });
    expect((await open(visitor, "/")).text).toContain("<h1>Hello, Ada King</h1>");
  });

  test("reads her profile by User.Read alone, and finds no form", async () => {
    const { visitor } = await adaAt("User.Read");
    expect((await open(visitor, "/users/profile")).text).toContain("<dd>Bergen</dd>");
    expect((await open(visitor, "/users/profile/edit")).status).toBe(404);
  });

  test("reads and changes her profile by User.ReadWrite alone", async () => {
    const { visitor } = await adaAt("User.ReadWrite");
    expect((await changeProfile(visitor, { city: "Oslo" })).status).toBe(303);
    expect((await open(visitor, "/users/profile")).text).toContain("<dd>Oslo</dd>");
  });
});

describe("Microsoft Graph of the emulated tenant, in trouble,", () => {
  test.each([
    [429, 429, "Please wait a moment"],
    [503, 503, "Not available"],
  ] as const)(
    "by %i is a page with status %i that says when to come again",
    async (status, shown, heading) => {
      const { visitor, faults } = await adaAt();
      faults.set({ at: "graph", kind: "status", status, retryAfter: 7 });
      const answer = await open(visitor, "/users/profile");
      expect([answer.status, answer.get("Retry-After")]).toEqual([shown, "7"]);
      expect(answer.text).toContain(`<h1>${heading}</h1>`);
      expect((await open(visitor, "/users/profile")).status).toBe(200);
    },
  );

  test("is asked once more, where it has failed once", async () => {
    const { visitor, faults } = await adaAt();
    faults.set({ at: "graph", kind: "status", status: 500 });
    expect((await open(visitor, "/users/profile")).status).toBe(200);
    expect(faults.all).toEqual([]);
  });

  test.each([
    [429, 429],
    [500, 502],
    [503, 503],
  ] as const)("by %i changes nothing, and the page has status %i", async (status, shown) => {
    const { visitor, faults } = await adaAt();
    const fields = await openForm(visitor);
    faults.set({ at: "graph", kind: "status", status });
    expect((await sendForm(visitor, { ...fields, displayName: "Ada King" })).status).toBe(shown);
    expect((await open(visitor, "/")).text).toContain("<h1>Hello, Ada Winters</h1>");
    expect((await open(visitor, "/users/profile")).text).toContain("<dd>Ada Winters</dd>");
  });
});
