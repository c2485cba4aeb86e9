import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { startAppWithStub } from "../support/tenant/tenantStub.js";
import { goesOnTo } from "../support/visitors/html.js";
import { signIn, visitorOf } from "../support/visitors/signInByHttp.js";
import { hostileReturnTo } from "./hostileReturnTo.js";

const { tenant, ...app } = await startAppWithStub();
afterAll(app.close);

const corpus = hostileReturnTo.flatMap(({ values }) => values).filter((value) => value.length < 100);

const text = fc.string({ unit: "grapheme", maxLength: 8 });

/** Pieces of hostile values, cut and put together anew. */
const spliced = fc
  .tuple(fc.constantFrom(...corpus), fc.nat(20), text, fc.constantFrom(...corpus), fc.nat(20))
  .map(([head, end, middle, tail, start]) => `${head.slice(0, end)}${middle}${tail.slice(start)}`)
  // Half a character cannot stand in a URL.
  .filter((value) => !/\p{Surrogate}/u.test(value));

async function destinationOf(value: string): Promise<string> {
  const path = `/auth/signin?returnTo=${encodeURIComponent(value)}`;
  const answer = await signIn(visitorOf(app), tenant, { path });
  return goesOnTo(answer.text) ?? "";
}

describe("after a sign-in, whatever page it asked for", () => {
  test("the person is on a page of the app that is not its sign-in or sign-out", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(spliced, text, fc.webUrl(), fc.webPath()), async (value) => {
        const location = await destinationOf(value);
        const { origin, pathname } = new URL(location, app.url);
        expect(origin).toBe(app.url);
        expect(new URL(decodeURIComponent(pathname), app.url).origin).toBe(app.url);
        expect(decodeURIComponent(pathname)).not.toMatch(/^\/auth(\/|$)/i);
        expect(location).toMatch(/^\/[\x21-\x7e]*$/);
      }),
      { numRuns: 300 },
    );
  });

  test("the person is there where it is a plain page of the app", async () => {
    const segment = fc.stringMatching(/^[a-z0-9_-]{1,12}$/);
    const page = fc
      .tuple(fc.array(segment, { minLength: 1, maxLength: 4 }), segment, segment)
      .map(([segments, name, value]) => `/pages/${segments.join("/")}?${name}=${value}#${value}`);
    await fc.assert(
      fc.asyncProperty(page, async (value) => {
        expect(await destinationOf(value)).toBe(value);
      }),
      { numRuns: 100 },
    );
  });
});
