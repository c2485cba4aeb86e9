import supertest from "supertest";
import { expect, test } from "vitest";
import { requireRole } from "../../src/middleware/guards/requireRole.js";
import { appWithExample, exampleIn } from "../support/documentedExample.js";

const page = "docs/protect-a-page.md";

/** An app with the page of the documented example, to a person with these roles; undefined for nobody. */
function appFor(roles: readonly string[] | undefined) {
  return appWithExample(page, {
    at: "/orders",
    view: ["orders", "{{title}} of {{claims.sub}}"],
    names: { requireRole },
    claims: roles && { sub: "ada", roles },
  });
}

test.each([
  [["Orders.Manager"], 200, "Orders of ada"],
  [["Orders.Reader"], 403, "role_missing (Orders.Manager)"],
  [undefined, 302, "/auth/signin?returnTo=%2Forders"],
])("the documented example of a page answers people with the roles %j by %i", async (roles, status, text) => {
  const answer = await supertest(appFor(roles)).get("/orders").expect(status);
  expect(answer.text).toContain(text);
});

test("the documented example of a page takes no form", async () => {
  await supertest(appFor(["Orders.Manager"]))
    .post("/orders")
    .expect(405);
});

test("the documented example of a page is short", () => {
  expect(exampleIn(page).trim().split("\n").length).toBeLessThan(15);
});
