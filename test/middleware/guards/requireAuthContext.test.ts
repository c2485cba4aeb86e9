import { describe, expect, expectTypeOf, test } from "vitest";
import { type AuthContextId, requireAuthContext } from "../../../src/middleware/guards/requireAuthContext.js";
import { pageFor } from "../../support/guards/pageFor.js";

const sub = "pairwise-subject-of-ada";
const guard = requireAuthContext("c1");

describe("a page for an authentication context", () => {
  test.each([["c1"], [["c1"]], [["c2", "c1"]]])("is shown to people with the acrs %j", async (acrs) => {
    await pageFor({ claims: { sub, acrs } }, [guard]).expect(200);
  });

  test.each([undefined, "", "c10", "c1 c2", "C1", [], ["c2"], [["c1"]], { 0: "c1" }, ["c1", 1]])(
    "leads people with the acrs %j to the tenant",
    async (acrs) => {
      const { headers } = await pageFor({ claims: { sub, acrs } }, [guard]).expect(302);
      expect(headers.location).toMatch(/^\/auth\/signin\?demand=/);
    },
  );

  test("refuses a form without it, and says that nothing was saved", async () => {
    const answer = await pageFor({ claims: { sub } }, [guard], "post")
      .set("Accept", "application/json")
      .expect(401);
    expect(JSON.parse(answer.text).detail).toContain("nothing was saved");
  });

  test("says why where asking has not helped, for somebody took the parameter out", async () => {
    const answer = await pageFor({ claims: { sub }, answeredDemands: ["auth-context c1"] }, [guard])
      .set("Accept", "application/json")
      .expect(403);
    expect(JSON.parse(answer.text)).toMatchObject({ title: "One more step is needed" });
  });

  test("may ask again another day, once it has let a person pass", async () => {
    const somebody = { claims: { sub, acrs: "c1" }, answeredDemands: ["auth-context c1", "another"] };
    const { body } = await pageFor(somebody, [guard]).expect(200);
    expect(body.answeredDemands).toEqual(["another"]);
  });

  test("knows another context for another demand", async () => {
    await pageFor({ claims: { sub }, answeredDemands: ["auth-context c2"] }, [guard]).expect(302);
  });

  test("is shown to nobody where requireAuth is missing", async () => {
    await pageFor({ claims: undefined }, [guard]).expect(401);
  });

  test("is one of c1 to c99 for the compiler", () => {
    expectTypeOf<"c1" | "c9" | "c10" | "c99">().toExtend<AuthContextId>();
    expectTypeOf<"c0">().not.toExtend<AuthContextId>();
    expectTypeOf<"c01">().not.toExtend<AuthContextId>();
    expectTypeOf<"c100">().not.toExtend<AuthContextId>();
    expectTypeOf<string>().not.toExtend<AuthContextId>();
  });

  test.each(["c0", "c100", "c01", "1", "", 'c1"'])("is not made for %j, which no compiler has seen", (id) => {
    expect(() => Reflect.apply(requireAuthContext, undefined, [id])).toThrow("c1 to c99");
  });
});
