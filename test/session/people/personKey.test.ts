import { describe, expect, test } from "vitest";
import { personKey } from "../../../src/session/people/personKey.js";
import { signOutKey } from "../../../src/session/signOut/signOutKey.js";

const ada = { iss: "https://a.example/one/v2.0", sub: "subject-of-ada", tid: "one", oid: "oid-of-ada" };

describe("the key of a person", () => {
  test("shows nobody's id", () => {
    expect(personKey(ada)).toMatch(/^[\w-]{43}$/);
  });

  test("is the same at each sign-in, whatever else the token says", () => {
    const claims = { ...ada, sub: "of another app", sid: "another", name: "Ada", email: "new@a.example" };
    expect(personKey(claims)).toBe(personKey(ada));
  });

  test.each([
    ["object id", { oid: "oid-of-ben" }],
    ["tenant", { tid: "other" }],
  ])("is another's with another %s, though all else is alike", (_what, changes) => {
    expect(personKey({ ...ada, ...changes })).not.toBe(personKey(ada));
  });

  test.each([
    ["neither", { sub: ada.sub, iss: ada.iss }],
    ["no object id", { ...ada, oid: undefined }],
    ["no tenant", { ...ada, tid: undefined }],
    ["a tenant that is no text", { ...ada, tid: 7 }],
  ])("comes from issuer and subject where the token has %s", (_what, claims) => {
    expect(personKey(claims)).toBe(personKey({ iss: ada.iss, sub: ada.sub }));
    expect(personKey({ ...claims, sub: "subject-of-ben" })).not.toBe(personKey(claims));
    expect(personKey({ ...claims, iss: "https://a.example/other/v2.0" })).not.toBe(personKey(claims));
  });

  test("is no key of a sign-out, which would end the sessions of all browsers", () => {
    const claims = { iss: ada.iss, sub: ada.sub };
    expect(personKey(claims)).not.toBe(signOutKey(claims));
  });
});
