import { describe, expect, test } from "vitest";
import type { TenantConfiguration } from "../../../emulator/configuration/configurationSchema.js";
import {
  claimsOf,
  type NativeTenant,
  phone,
  refused,
  startNativeTenant,
} from "../../support/emulator/nativeTenant.js";
import { fay, phoneId } from "../../support/emulator/tenantFile.js";

const email = "new@fabrikam.example";
const goodPassword = "Teapot-Cosy-12";
const displayName = JSON.stringify({ displayName: "New Person" });
const signedUp = { grant_type: "continuation_token", username: email };

/** A tenant whose sign-up asks for this. */
function startWithFlow(flow: Partial<NonNullable<TenantConfiguration["userFlows"]>[number]> = {}) {
  return startNativeTenant({
    applications: [{ ...phone, mappedClaims: { card: "card" }, optionalClaims: { idToken: ["amr"] } }],
    userFlows: [{ applications: [phoneId], ...flow }],
  });
}

/** Signs up as far as the code, which is sent. */
async function sendCode({ start, goOn }: NativeTenant, form: Record<string, string> = {}) {
  return goOn("signup/v1.0/challenge", await start("signup/v1.0/start", email, form));
}

/** Signs up as far as the step after the code. */
async function verify(tenant: NativeTenant, form: Record<string, string> = {}) {
  const challenged = await sendCode(tenant, form);
  return tenant.goOn("signup/v1.0/continue", challenged, { grant_type: "oob", oob: tenant.code() });
}

describe("A person signs up", () => {
  test("step by step: code, password, attributes, and is signed in then", async () => {
    const tenant = await startWithFlow({
      attributes: [
        { name: "displayName", label: "Name" },
        { name: "card", label: "Card" },
      ],
    });
    const { start, goOn, token, code, challenge } = tenant;
    const begun = await start("signup/v1.0/start", "New@Fabrikam.example");
    expect(begun).toMatchObject({
      status: 200,
      body: { continuation_token: expect.stringMatching(/.{40}/) },
    });
    const challenged = await goOn("signup/v1.0/challenge", begun, {
      challenge_type: "oob password redirect",
    });
    expect(challenged).toMatchObject({
      status: 200,
      body: {
        interval: 300,
        challenge_type: "oob",
        binding_method: "prompt",
        challenge_channel: "email",
        challenge_target_label: "n***w@fa***.example",
        code_length: 8,
      },
    });
    const verified = await goOn("signup/v1.0/continue", challenged, { grant_type: "oob", oob: code() });
    expect(verified).toMatchObject(refused(55103, "credential_required"));
    const asked = await goOn("signup/v1.0/challenge", verified);
    expect(asked).toMatchObject({ status: 200, body: { challenge_type: "password" } });
    const form = { grant_type: "password", password: goodPassword };
    const protectedBy = await goOn("signup/v1.0/continue", asked, form);
    expect(protectedBy).toMatchObject(refused(55106, "attributes_required"));
    expect(protectedBy.body.required_attributes).toEqual([
      { name: "displayName", type: "string", required: true },
      { name: "card", type: "string", required: true },
    ]);
    const half = await goOn("signup/v1.0/continue", protectedBy, {
      grant_type: "attributes",
      attributes: displayName,
    });
    expect(half.body.required_attributes).toEqual([expect.objectContaining({ name: "card" })]);
    const done = await goOn("signup/v1.0/continue", half, {
      grant_type: "attributes",
      attributes: JSON.stringify({ card: "L-7", unknown: "ignored" }),
    });
    expect(done.status).toBe(200);
    const person = { preferred_username: email, name: "New Person", card: "L-7", amr: ["pwd"] };
    expect(claimsOf(await token(done, signedUp))).toMatchObject(person);
    const again = await token(await challenge(email), { grant_type: "password", password: goodPassword });
    expect(claimsOf(again)).toMatchObject(person);
  });

  test("with all at once: then the code is enough", async () => {
    const tenant = await startWithFlow();
    const done = await verify(tenant, { password: goodPassword, attributes: displayName });
    expect(done.status).toBe(200);
    expect(claimsOf(await tenant.token(done, signedUp))).toMatchObject({ name: "New Person" });
  });

  test("with a code alone, where the user flow has no passwords", async () => {
    const tenant = await startWithFlow({ signInWith: "passcode" });
    const form = { challenge_type: "oob redirect", attributes: displayName, password: "ignored" };
    const done = await verify(tenant, form);
    expect(claimsOf(await tenant.token(done, signedUp))).toMatchObject({ amr: ["emailotp"] });
    expect((await tenant.challenge(email)).body.challenge_type).toBe("oob");
  });

  test("with attributes ahead of the code, which is still wanted", async () => {
    const tenant = await startWithFlow();
    const { goOn, code } = tenant;
    const challenged = await sendCode(tenant, { password: goodPassword });
    const form = { grant_type: "attributes", attributes: displayName };
    const given = await goOn("signup/v1.0/continue", challenged, form);
    expect(given).toMatchObject({ status: 400, body: { error: "verification_required" } });
    expect(given.body.unverified_attributes).toEqual([{ name: "username" }]);
    expect(await goOn("signup/v1.0/continue", given, { grant_type: "oob", oob: code() })).toMatchObject({
      status: 200,
    });
  });
});

describe("The code of a sign-up", () => {
  test("can be typed again if it was wrong", async () => {
    const tenant = await startWithFlow();
    const challenged = await sendCode(tenant);
    const wrong = await tenant.goOn("signup/v1.0/continue", challenged, { grant_type: "oob", oob: "not-it" });
    expect(wrong).toMatchObject(refused(50181, "invalid_grant", "invalid_oob_value"));
    const right = { grant_type: "oob", oob: tenant.code() };
    expect(await tenant.goOn("signup/v1.0/continue", challenged, right)).toMatchObject(
      refused(55103, "credential_required"),
    );
  });

  test("can be sent again", async () => {
    const tenant = await startWithFlow();
    const challenged = await sendCode(tenant);
    const old = tenant.code();
    const again = await tenant.goOn("signup/v1.0/challenge", challenged);
    expect(tenant.code()).not.toBe(old);
    const right = { grant_type: "oob", oob: tenant.code() };
    expect(await tenant.goOn("signup/v1.0/continue", again, right)).toMatchObject(
      refused(55103, "credential_required"),
    );
  });

  test("of one sign-up is of no use in another", async () => {
    const tenant = await startWithFlow();
    const mine = await sendCode(tenant);
    const myCode = tenant.code();
    const begun = await tenant.start("signup/v1.0/start", "victim@fabrikam.example");
    const theirs = await tenant.goOn("signup/v1.0/challenge", begun);
    expect(
      await tenant.goOn("signup/v1.0/continue", theirs, { grant_type: "oob", oob: myCode }),
    ).toMatchObject(refused(50181, "invalid_grant"));
    expect(mine.body.continuation_token).not.toBe(theirs.body.continuation_token);
  });
});

const weakPasswords: [string, string][] = [
  ["Sh0rt-1", "password_too_short"],
  [`Long-1${"x".repeat(256)}`, "password_too_long"],
  ["alllowercase", "password_too_weak"],
];

test.each(weakPasswords)(
  "The password %.10s… is refused with %s at once, and later",
  async (password, suberror) => {
    const tenant = await startWithFlow();
    const answer = refused(399246, "invalid_grant", suberror);
    expect(await tenant.start("signup/v1.0/start", email, { password })).toMatchObject(answer);
    const verified = await verify(tenant);
    const form = { grant_type: "password" };
    expect(await tenant.goOn("signup/v1.0/continue", verified, { ...form, password })).toMatchObject(answer);
    const better = { ...form, password: goodPassword };
    expect(await tenant.goOn("signup/v1.0/continue", verified, better)).toMatchObject(
      refused(55106, "attributes_required"),
    );
  },
);

describe("Attributes", () => {
  test.each([
    ["that are empty", { displayName: "  " }],
    ["that are too long", { displayName: "x".repeat(101) }],
    ["that are no text", { displayName: { nested: true } }],
  ])("%s are refused by their names", async (_case, attributes) => {
    const { start } = await startWithFlow();
    const answer = await start("signup/v1.0/start", email, { attributes: JSON.stringify(attributes) });
    expect(answer).toMatchObject(refused(1002027, "invalid_grant", "attribute_validation_failed"));
    expect(answer.body.invalid_attributes).toEqual([{ name: "displayName" }]);
  });

  test.each(["not JSON", "[]", '"text"', "null"])("that are %s are refused", async (attributes) => {
    const { start } = await startWithFlow();
    expect(await start("signup/v1.0/start", email, { attributes })).toMatchObject({
      status: 400,
      body: { error: "invalid_request" },
    });
  });

  test("of the names of JavaScript's own are no attributes", async () => {
    const tenant = await startWithFlow();
    const attributes = '{"__proto__":{"displayName":"Trick"},"constructor":"x"}';
    const done = await verify(tenant, { password: goodPassword, attributes });
    expect(done.body.required_attributes).toEqual([expect.objectContaining({ name: "displayName" })]);
  });
});

describe("No sign-up begins", () => {
  test("with an address that has an account", async () => {
    const { start } = await startWithFlow();
    expect(await start("signup/v1.0/start", fay.email.toUpperCase())).toMatchObject(
      refused(1003037, "user_already_exists"),
    );
  });

  test("or that gets one in the meantime", async () => {
    const tenant = await startWithFlow();
    const form = { password: goodPassword, attributes: displayName };
    const challenged = await sendCode(tenant, form);
    const code = tenant.code();
    expect((await verify(tenant, form)).status).toBe(200);
    expect(
      await tenant.goOn("signup/v1.0/continue", challenged, { grant_type: "oob", oob: code }),
    ).toMatchObject(refused(1003037, "user_already_exists"));
  });

  test("where the user flow has none", async () => {
    const { start } = await startWithFlow({ signUp: false });
    expect(await start("signup/v1.0/start", email)).toMatchObject({
      status: 400,
      body: { error: "invalid_request" },
    });
  });

  test.each(["oob redirect", "password redirect", "redirect"])(
    "in an app with %s where a code and a password are wanted: it is led to a browser",
    async (types) => {
      const { start } = await startWithFlow();
      expect(await start("signup/v1.0/start", email, { challenge_type: types })).toMatchObject({
        status: 200,
        body: { challenge_type: "redirect", continuation_token: "" },
      });
    },
  );
});

test.each([
  [
    "password ahead of the code",
    { grant_type: "password", password: goodPassword },
    55200,
    "invalid_request",
  ],
  ["grant that is not known", { grant_type: "magic" }, 9002313, "invalid_grant"],
  ["grant that is missing", {}, 900144, "invalid_request"],
  ["code that is missing", { grant_type: "oob" }, 900144, "invalid_request"],
])("A %s does not go on", async (_case, form, number, error) => {
  const tenant = await startWithFlow();
  expect(await tenant.goOn("signup/v1.0/continue", await sendCode(tenant), form)).toMatchObject(
    refused(number, error),
  );
});

test("One code is good for one account, however many requests have it", async () => {
  const tenant = await startWithFlow();
  const challenged = await sendCode(tenant, { password: goodPassword, attributes: displayName });
  const form = { grant_type: "oob", oob: tenant.code() };
  const answers = await Promise.all(
    [1, 2, 3].map(() => tenant.goOn("signup/v1.0/continue", challenged, form)),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
});
