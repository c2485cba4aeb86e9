import supertest from "supertest";
import { expect, test } from "vitest";
import { requireRole } from "../../../src/middleware/guards/requireRole.js";
import { aSignIn, createSessionApp } from "../../support/app/sessionApp.js";

/** The status of a page for those who manage orders, to a person with these claims. */
async function statusFor(claims: Readonly<Record<string, unknown>> | undefined): Promise<number> {
  const app = createSessionApp();
  app.use((request, _response, next) => {
    const { account } = aSignIn;
    request.session.signedIn = claims && { account, claims, expiresAt: Date.now() + 60 * 60_000 };
    next();
  });
  app.get("/orders", requireRole("Orders.Manager"), (_request, response) => void response.send("All orders"));
  return (await supertest(app).get("/orders")).status;
}

const sub = "pairwise-subject-of-ada";

test.each([[["Orders.Manager"]], [["Orders.Reader", "Orders.Manager"]], ["Orders.Manager"]])(
  "A page for an app role is shown to people with the roles %j",
  async (roles) => {
    expect(await statusFor({ sub, roles })).toBe(200);
  },
);

test.each([
  undefined,
  "Orders.Manager Orders.Reader",
  "",
  [],
  ["Orders"],
  ["orders.manager"],
  [["Orders.Manager"]],
  { 0: "Orders.Manager" },
])("A page for an app role is not shown to people with the roles %j", async (roles) => {
  expect(await statusFor({ sub, roles })).toBe(403);
});

test("A page for an app role is shown to nobody where requireAuth is missing", async () => {
  expect(await statusFor(undefined)).toBe(401);
});
