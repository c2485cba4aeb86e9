import supertest from "supertest";
import { expect, test } from "vitest";
import { requireAuthContext } from "../../src/middleware/guards/requireAuthContext.js";
import { requireRecentSignIn } from "../../src/middleware/guards/requireRecentSignIn.js";
import { appWithExample, exampleIn } from "../support/documentedExample.js";

const page = "docs/ask-again.md";
const now = Math.floor(Date.now() / 1000);

/** An app with the page of the documented example, to Ada with these claims, and the accounts that it has closed. */
function appFor(claims: Readonly<Record<string, unknown>>) {
  const closed: unknown[] = [];
  const closeAccount = async ({ sub }: { readonly sub: string }) => void closed.push(sub);
  const app = appWithExample(page, {
    at: "/account",
    view: ["close", "{{title}}?"],
    names: { requireAuthContext, requireRecentSignIn, closeAccount },
    claims: { sub: "ada", ...claims },
  });
  return { app, closed };
}

test("the documented example shows and does what is dangerous after a recent sign-in by two factors", async () => {
  const { app, closed } = appFor({ auth_time: now, acrs: ["c1"] });
  expect((await supertest(app).get("/account/close").expect(200)).text).toBe("Close your account?");
  await supertest(app).post("/account/close").expect(303).expect("Location", "/");
  expect(closed).toEqual(["ada"]);
});

test.each([
  { auth_time: now, acrs: [] },
  { auth_time: now - 3600, acrs: ["c1"] },
])(
  "the documented example asks before it shows, and does nothing, after a sign-in with %j",
  async (claims) => {
    const { app, closed } = appFor(claims);
    const { headers } = await supertest(app).get("/account/close").expect(302);
    expect(headers.location).toMatch(/^\/auth\/signin\?demand=/);
    await supertest(app).post("/account/close").expect(401);
    expect(closed).toEqual([]);
  },
);

test("the documented example is short", () => {
  expect(exampleIn(page).trim().split("\n").length).toBeLessThan(15);
});
