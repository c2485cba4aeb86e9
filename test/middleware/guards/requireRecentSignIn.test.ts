import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { requireRecentSignIn } from "../../../src/middleware/guards/requireRecentSignIn.js";
import { pageFor } from "../../support/guards/pageFor.js";

const now = Date.parse("2026-07-13T10:00:00Z");
const sub = "pairwise-subject-of-ada";
const reason = "recent-sign-in 300 s";
const guard = requireRecentSignIn({ maxAge: 300 });

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now });
});
afterEach(() => void vi.useRealTimers());

/** A person who proved who they are so many seconds ago. */
function signedInBefore(seconds: number, answeredDemands: readonly string[] = []) {
  return { claims: { sub, auth_time: now / 1000 - seconds }, answeredDemands };
}

describe("a page for people who have just signed in", () => {
  test.each([0, 1, 299, 300, -300])("is shown to those who did %i seconds ago", async (seconds) => {
    await pageFor(signedInBefore(seconds), [guard]).expect(200);
  });

  test.each([301, 3600, -301])("asks those again who did %i seconds ago", async (seconds) => {
    const { headers } = await pageFor(signedInBefore(seconds), [guard]).expect(302);
    expect(headers.location).toMatch(/^\/auth\/signin\?demand=/);
  });

  test("refuses a form that comes too late, and says that nothing was saved", async () => {
    const answer = await pageFor(signedInBefore(301), [guard], "post")
      .set("Accept", "application/json")
      .expect(401);
    expect(JSON.parse(answer.text).detail).toContain("nothing was saved");
  });

  test("says why where asking has not helped, for somebody took the parameter out", async () => {
    const answer = await pageFor(signedInBefore(301, [reason]), [guard])
      .set("Accept", "application/json")
      .expect(403);
    expect(JSON.parse(answer.text)).toMatchObject({ title: "A fresh sign-in is needed" });
  });

  test("may ask again another day, once it has let a person pass", async () => {
    const { body } = await pageFor(signedInBefore(1, ["another", reason]), [guard]).expect(200);
    expect(body.answeredDemands).toEqual(["another"]);
  });

  test("knows another age for another demand", async () => {
    await pageFor(signedInBefore(301, ["recent-sign-in 60 s"]), [guard]).expect(302);
  });

  test.each([undefined, null, "1784023200", Number.NaN, {}, [now / 1000]])(
    "asks nobody, but names the setting, where auth_time is %j",
    async (auth_time) => {
      const answer = await pageFor({ claims: { sub, auth_time } }, [guard])
        .set("Accept", "application/json")
        .expect(500);
      expect(JSON.parse(answer.text).detail).toContain("cannot see when you signed in");
    },
  );

  test("is shown to nobody where requireAuth is missing", async () => {
    await pageFor({ claims: undefined }, [guard]).expect(401);
  });

  test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])("is not made for an age of %d", (maxAge) => {
    expect(() => requireRecentSignIn({ maxAge })).toThrow();
  });
});
