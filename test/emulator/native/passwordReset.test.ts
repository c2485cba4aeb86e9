import { describe, expect, test } from "vitest";
import {
  claimsOf,
  gil,
  type NativeTenant,
  refused,
  startNativeTenant,
} from "../../support/emulator/nativeTenant.js";
import { fay, phoneId } from "../../support/emulator/tenantFile.js";

const newPassword = "Lantern-Moss-77";
const types = { challenge_type: "oob redirect" };

/** Goes as far as the new password. */
async function verify({ start, goOn, code }: NativeTenant) {
  const challenged = await goOn(
    "resetpassword/v1.0/challenge",
    await start("resetpassword/v1.0/start", fay.email, types),
  );
  return goOn("resetpassword/v1.0/continue", challenged, { grant_type: "oob", oob: code() });
}

test("A person chooses a new password, and is signed in then", async () => {
  const { start, goOn, code, token, challenge } = await startNativeTenant();
  const begun = await start("resetpassword/v1.0/start", fay.email, types);
  expect(begun).toMatchObject({ status: 200, body: { continuation_token: expect.stringMatching(/.{40}/) } });
  const challenged = await goOn("resetpassword/v1.0/challenge", begun, types);
  expect(challenged).toMatchObject({
    status: 200,
    body: {
      challenge_type: "oob",
      binding_method: "prompt",
      challenge_channel: "email",
      challenge_target_label: "f***y@fa***.example",
      code_length: 8,
    },
  });
  const form = { grant_type: "oob", oob: code() };
  const verified = await goOn("resetpassword/v1.0/continue", challenged, form);
  expect(verified).toMatchObject({ status: 200, body: { expires_in: 600 } });
  const submitted = await goOn("resetpassword/v1.0/submit", verified, { new_password: newPassword });
  expect(submitted).toMatchObject({ status: 200, body: { poll_interval: 2 } });
  const waiting = await goOn("resetpassword/v1.0/poll_completion", submitted);
  expect(waiting).toMatchObject({
    status: 200,
    body: { status: "in_progress", continuation_token: submitted.body.continuation_token },
  });
  const done = await goOn("resetpassword/v1.0/poll_completion", submitted);
  expect(done).toMatchObject({ status: 200, body: { status: "succeeded" } });
  const answer = await token(done, { grant_type: "continuation_token" });
  expect(claimsOf(answer)).toMatchObject({ preferred_username: fay.email });
  const challenge2 = await challenge(fay.email);
  expect(await token(challenge2, { grant_type: "password", password: fay.password })).toMatchObject(
    refused(50126, "invalid_grant"),
  );
  expect((await token(challenge2, { grant_type: "password", password: newPassword })).status).toBe(200);
});

describe("No reset begins for a person", () => {
  test("who has no account", async () => {
    const { start } = await startNativeTenant();
    expect(await start("resetpassword/v1.0/start", "nobody@fabrikam.example", types)).toMatchObject(
      refused(50034, "user_not_found"),
    );
  });

  test("who has no password", async () => {
    const { start } = await startNativeTenant();
    expect(await start("resetpassword/v1.0/start", gil.email, types)).toMatchObject(
      refused(500222, "invalid_request"),
    );
  });

  test("of an app whose user flow has no passwords", async () => {
    const userFlows = [{ applications: [phoneId], signInWith: "passcode" as const }];
    const { start } = await startNativeTenant({ userFlows });
    expect(await start("resetpassword/v1.0/start", fay.email, types)).toMatchObject(
      refused(500222, "invalid_request"),
    );
  });

  test("of an app that cannot ask for a code: it is led to a browser", async () => {
    const { start, goOn } = await startNativeTenant();
    const led = { status: 200, body: { challenge_type: "redirect" } };
    const none = { challenge_type: "password redirect" };
    expect(await start("resetpassword/v1.0/start", fay.email, none)).toMatchObject(led);
    const begun = await start("resetpassword/v1.0/start", fay.email, types);
    expect(await goOn("resetpassword/v1.0/challenge", begun, none)).toMatchObject(led);
  });
});

test("A wrong code can be typed again, and sent again", async () => {
  const { start, goOn, code } = await startNativeTenant();
  const begun = await start("resetpassword/v1.0/start", fay.email, types);
  const challenged = await goOn("resetpassword/v1.0/challenge", begun);
  const wrong = { grant_type: "oob", oob: "not-it" };
  expect(await goOn("resetpassword/v1.0/continue", challenged, wrong)).toMatchObject(
    refused(50181, "invalid_grant", "invalid_oob_value"),
  );
  const again = await goOn("resetpassword/v1.0/challenge", challenged);
  const right = { grant_type: "oob", oob: code() };
  expect((await goOn("resetpassword/v1.0/continue", again, right)).status).toBe(200);
});

test.each([
  ["Sh0rt-1", "password_too_short"],
  [`Long-1${"x".repeat(256)}`, "password_too_long"],
  ["alllowercase", "password_too_weak"],
  [fay.password, "password_recently_used"],
])("The new password %.10s… is refused with %s, and another one can be typed", async (password, suberror) => {
  const tenant = await startNativeTenant();
  const verified = await verify(tenant);
  expect(await tenant.goOn("resetpassword/v1.0/submit", verified, { new_password: password })).toMatchObject(
    refused(399246, "invalid_grant", suberror),
  );
  expect(
    await tenant.goOn("resetpassword/v1.0/submit", verified, { new_password: newPassword }),
  ).toMatchObject({ status: 200 });
});

test.each([
  ["continue", "without its grant", {}, 900144, "invalid_request"],
  ["continue", "by a password", { grant_type: "password", password: fay.password }, 9002313, "invalid_grant"],
  ["submit", "without a code", { new_password: newPassword }, 55200, "invalid_request"],
  ["poll_completion", "without a password", {}, 55200, "invalid_request"],
])("%s %s does not go on", async (endpoint, _case, form, number, error) => {
  const { start, goOn } = await startNativeTenant();
  const begun = await start("resetpassword/v1.0/start", fay.email, types);
  const challenged = await goOn("resetpassword/v1.0/challenge", begun);
  expect(await goOn(`resetpassword/v1.0/${endpoint}`, challenged, form)).toMatchObject(
    refused(number, error),
  );
});

test("A proven code signs nobody in before the new password is chosen", async () => {
  const tenant = await startNativeTenant();
  expect(await tenant.token(await verify(tenant), { grant_type: "continuation_token" })).toMatchObject(
    refused(55200, "invalid_grant"),
  );
});
