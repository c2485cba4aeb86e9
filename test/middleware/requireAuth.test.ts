import supertest from "supertest";
import { describe, expect, test } from "vitest";
import { createSessionApp } from "../support/sessionApp.js";

describe("a page for signed-in people", () => {
  test("is shown to signed-in people", async () => {
    const visitor = supertest.agent(createSessionApp());
    await visitor.get("/in");
    await visitor.get("/guarded").expect(200, "For signed-in people");
  });

  test.each([
    ["/guarded", "/guarded"],
    ["/guarded/a%20b?tab=1&q=a%26b", "/guarded/a%20b?tab=1&q=a%26b"],
    ["/guarded?returnTo=https://evil.com/&x=#y", "/guarded?returnTo=https://evil.com/&x="],
  ])("sends others from %s to sign in, and then back", async (path, returnTo) => {
    const answer = await supertest(createSessionApp()).get(path).expect(302);
    const location = new URL(answer.headers.location ?? "", "http://localhost");
    expect(location.pathname).toBe("/auth/signin");
    expect([...location.searchParams]).toEqual([["returnTo", returnTo]]);
    expect(answer.text).not.toContain("For signed-in people");
  });

  test.each(["post", "put", "patch", "delete"] as const)(
    "answers others who %s with 401, since a form would be lost",
    async (method) => {
      const answer = await supertest(createSessionApp())[method]("/guarded").expect(401);
      expect(answer.headers.location).toBeUndefined();
      expect(answer.text).not.toContain("For signed-in people");
    },
  );

  test("takes what signed-in people send", async () => {
    const visitor = supertest.agent(createSessionApp());
    await visitor.get("/in");
    await visitor.post("/guarded").expect(200, "For signed-in people");
  });

  test("is closed again after signing out", async () => {
    const visitor = supertest.agent(createSessionApp());
    await visitor.get("/in");
    await visitor.get("/out");
    await visitor.get("/guarded").expect(302);
  });
});
