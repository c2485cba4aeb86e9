import { afterAll, describe, expect, test } from "vitest";
import { startAppWithStub } from "../support/tenant/tenantStub.js";
import { signIn, visitorOf } from "../support/visitors/signInByHttp.js";

const { tenant, ...app } = await startAppWithStub();
afterAll(app.close);

describe("the claims page", () => {
  test("shows every claim of the ID token, unknown ones too, and no token", async () => {
    const visitor = visitorOf(app);
    const tokens: string[] = [];
    await signIn(visitor, tenant, {
      idToken: async (claims) => {
        const token = await tenant.sign({
          ...claims,
          roles: ["Orders.Manager"],
          aio: "internal",
          shoe_size: 38,
        });
        tokens.push(token);
        return token;
      },
    });
    const { text } = await visitor.get("/users/id").expect(200);
    for (const name of ["aud", "iss", "sub", "oid", "tid", "nonce", "roles", "aio", "shoe_size"]) {
      expect(text).toContain(`<code>${name}</code>`);
    }
    expect(text).toContain("<li>Orders.Manager</li>");
    expect(text).toContain("means nothing to an app");
    expect(text).toMatch(/<time datetime="\d{4}-\d\d-\d\dT[\d:.]+Z">\w+ \d+, \d{4} at .* UTC<\/time>/);
    expect(tokens).toHaveLength(1);
    expect(text).not.toContain(tokens[0]);
  });

  test("is for signed-in people alone", async () => {
    const { headers } = await visitorOf(app).get("/users/id").expect(302);
    expect(headers.location).toBe("/auth/signin?returnTo=%2Fusers%2Fid");
  });
});
