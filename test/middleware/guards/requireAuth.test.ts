import supertest from "supertest";
import { describe, expect, test } from "vitest";
import { errorHandler } from "../../../src/middleware/errors/errorHandler.js";
import { createMemoryLog } from "../../support/app/memoryLog.js";
import { createSessionApp } from "../../support/app/sessionApp.js";

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

  test.each([
    ["a script", { "Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty" }],
    ["an image", { "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image" }],
    ["a program that wants JSON", { Accept: "application/json" }],
  ])("answers %s with 401 as problem+json, for it cannot sign a person in", async (_what, headers) => {
    const app = createSessionApp();
    app.use(errorHandler({ production: true, log: createMemoryLog() }));
    const answer = await supertest(app).get("/guarded").set(headers).expect(401);
    expect(answer.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
    expect(JSON.parse(answer.text)).toEqual({
      type: "about:blank",
      status: 401,
      title: "You are signed out",
      detail: "Nothing was saved. Please sign in, then try again.",
    });
    expect(answer.get("Set-Cookie")).toBeUndefined();
  });

  test("drops an address that is too long to return to, before it makes one longer", async () => {
    const answer = await supertest(createSessionApp())
      .get(`/guarded?filter=${"a".repeat(450)}`)
      .expect(302);
    expect(answer.headers.location).toBe("/auth/signin?returnTo=%2F");
  });

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
