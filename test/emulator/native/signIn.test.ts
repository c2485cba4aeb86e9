import { createRemoteJWKSet, decodeJwt, jwtVerify } from "jose";
import { describe, expect, test } from "vitest";
import { mostWrongPasswords } from "../../../emulator/native/signIn/signIn.js";
import { tenantId } from "../../../emulator/tenant.js";
import {
  claimsOf,
  everyType,
  gil,
  phone,
  refused,
  scope,
  startNativeTenant,
} from "../../support/emulator/nativeTenant.js";
import { fay, ordersId, phoneId } from "../../support/emulator/tenantFile.js";

const password = { grant_type: "password", password: fay.password };

describe("With a password", () => {
  test("a person signs in on the app's own screens", async () => {
    const { emulator, start, goOn, token } = await startNativeTenant();
    const begun = await start("oauth2/v2.0/initiate", fay.email);
    expect(begun).toMatchObject({
      status: 200,
      body: { continuation_token: expect.stringMatching(/.{40}/) },
    });
    const challenge = await goOn("oauth2/v2.0/challenge", begun, { challenge_type: "password redirect" });
    expect(challenge).toMatchObject({ status: 200, body: { challenge_type: "password" } });
    expect(challenge.headers.get("cache-control")).toBe("no-store");
    const { status, body } = await token(challenge, { ...password, client_info: "1" });
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { token_type: "Bearer", expires_in: 3600, client_info: expect.any(String) },
    });
    const keys = createRemoteJWKSet(new URL(`${emulator.authority}/discovery/v2.0/keys`));
    const { payload } = await jwtVerify(body.id_token, keys, {
      issuer: emulator.issuer,
      audience: phoneId,
    });
    expect(payload).toMatchObject({ preferred_username: fay.email, name: fay.displayName, tid: tenantId });
  });

  test("the tokens are those of a sign-in in a browser: for an API, with the claims that are configured, to be renewed", async () => {
    const orders = {
      clientId: ordersId,
      displayName: "Orders",
      api: { requestedAccessTokenVersion: 2 as const, scopes: ["Orders.Read"] },
      appRoles: ["Orders.Manager"],
    };
    const app = {
      ...phone,
      permissions: [`api://${ordersId}/Orders.Read`],
      optionalClaims: { idToken: ["amr" as const, "email" as const] },
    };
    const { emulator, challenge, token, post } = await startNativeTenant({
      applications: [app, orders],
      users: [{ ...fay, appRoleAssignments: { [ordersId]: ["Orders.Manager"] } }],
    });
    const wanted = `${scope} api://${ordersId}/Orders.Read`;
    const answer = await token(await challenge(fay.email), { ...password, scope: wanted });
    expect(claimsOf(answer)).toMatchObject({ amr: ["pwd"], email: fay.email, iss: emulator.issuer });
    expect(claimsOf(answer)).not.toHaveProperty("auth_time");
    expect(decodeJwt(answer.body.access_token)).toMatchObject({
      aud: ordersId,
      azp: phoneId,
      azpacr: "0",
      scp: "Orders.Read",
      roles: ["Orders.Manager"],
    });
    const renewal = { grant_type: "refresh_token", refresh_token: answer.body.refresh_token, scope };
    const renewed = await post("oauth2/v2.0/token", renewal);
    expect(claimsOf(renewed).oid).toBe(claimsOf(answer).oid);
  });

  test("a wrong one is AADSTS50126, and can be typed again", async () => {
    const { challenge, token } = await startNativeTenant();
    const challenged = await challenge(fay.email);
    for (const wrong of ["Not-It-99", "x".repeat(300)]) {
      expect(await token(challenged, { ...password, password: wrong })).toMatchObject(
        refused(50126, "invalid_grant"),
      );
    }
    expect((await token(challenged, password)).status).toBe(200);
  });

  test("ten wrong ones at once end the flow for the right one, too", async () => {
    const { challenge, token } = await startNativeTenant();
    const challenged = await challenge(fay.email);
    const wrong = Array.from({ length: mostWrongPasswords }, (_, index) =>
      token(challenged, { ...password, password: `Not-It-${index}` }),
    );
    await Promise.all(wrong);
    expect(await token(challenged, password)).toMatchObject(refused(50053, "invalid_grant"));
  });

  test.each([
    ["scope", 900144, "invalid_request"],
    ["password", 900144, "invalid_request"],
    ["continuation_token", 70003, "unsupported_grant_type"],
  ])("a request without %s is AADSTS%i", async (name, number, error) => {
    const { post, challenge } = await startNativeTenant();
    const { continuation_token } = (await challenge(fay.email)).body;
    const form: Record<string, string> = { ...password, scope, continuation_token };
    delete form[name];
    expect(await post("oauth2/v2.0/token", form)).toMatchObject(refused(number, error));
  });

  test("a scope that nobody has consented to is refused", async () => {
    const { challenge, token } = await startNativeTenant();
    const challenged = await challenge(fay.email);
    expect(await token(challenged, { ...password, scope: "openid User.Read" })).toMatchObject(
      refused(650057, "invalid_resource"),
    );
  });

  test.each([
    ["is disabled", { ...fay, disabled: true }, {}, 50057],
    ["is not assigned to the app", fay, { assignmentRequired: true }, 50105],
  ])("who %s gets no tokens", async (_case, person, changes, number) => {
    const { challenge, token } = await startNativeTenant({
      applications: [{ ...phone, ...changes }],
      users: [person],
    });
    const challenged = await challenge(fay.email);
    expect(await token(challenged, { ...password, password: "Not-It-99" })).toMatchObject(
      refused(50126, "invalid_grant"),
    );
    expect(await token(challenged, password)).toMatchObject(refused(number, "invalid_grant"));
  });
});

describe("With a code", () => {
  test.each(["whose account has no password", "where the user flow has codes"])(
    "a person signs in %s",
    async (place) => {
      const [email, userFlows] = place.startsWith("whose")
        ? [gil.email, []]
        : [fay.email, [{ applications: [phoneId], signInWith: "passcode" as const }]];
      const applications = [{ ...phone, optionalClaims: { idToken: ["amr" as const] } }];
      const { challenge, token, code, log } = await startNativeTenant({ applications, userFlows });
      const challenged = await challenge(email);
      expect(challenged).toMatchObject({
        status: 200,
        body: {
          challenge_type: "oob",
          binding_method: "prompt",
          challenge_channel: "email",
          challenge_target_label: expect.stringMatching(/^[fg]\*\*\*[yl]@fa\*\*\*\.example$/),
          code_length: 8,
        },
      });
      const wrong = await token(challenged, { grant_type: "oob", oob: "not-it" });
      expect(wrong).toMatchObject(refused(50181, "invalid_grant", "invalid_oob_value"));
      const answer = await token(challenged, { grant_type: "oob", oob: code() });
      expect(claimsOf(answer)).toMatchObject({ preferred_username: email, amr: ["emailotp"] });
      expect(log.lines.join()).not.toContain(email);
    },
  );

  test("five wrong ones use it up, and a new one takes its place", async () => {
    const { challenge, goOn, token, code } = await startNativeTenant();
    const challenged = await challenge(gil.email);
    const old = code();
    for (let time = 1; time <= 5; time += 1) {
      await token(challenged, { grant_type: "oob", oob: "not-it" });
    }
    const right = { grant_type: "oob", oob: old };
    expect(await token(challenged, right)).toMatchObject(refused(50181, "invalid_grant"));
    const again = await goOn("oauth2/v2.0/challenge", challenged);
    expect(await token(challenged, right)).toMatchObject(refused(55200, "invalid_grant"));
    expect(await token(again, right)).toMatchObject(refused(50181, "invalid_grant"));
    expect((await token(again, { grant_type: "oob", oob: code() })).status).toBe(200);
  });
});

test("Who has no account is told so", async () => {
  const { start } = await startNativeTenant();
  expect(await start("oauth2/v2.0/initiate", "nobody@fabrikam.example")).toMatchObject(
    refused(50034, "user_not_found"),
  );
});

describe("An app that cannot ask for what the person signs in with is led to a browser", () => {
  test.each([
    [fay.email, "oob redirect"],
    [gil.email, "password redirect"],
  ])("%s with %s at its first request", async (username, types) => {
    const { start } = await startNativeTenant();
    const { status, body } = await start("oauth2/v2.0/initiate", username, { challenge_type: types });
    expect({ status, body }).toMatchObject({ status: 200, body: { challenge_type: "redirect" } });
    expect(body.continuation_token).toBe("");
  });

  test("or at the challenge, which leaves its token good", async () => {
    const { start, goOn } = await startNativeTenant();
    const begun = await start("oauth2/v2.0/initiate", gil.email);
    const led = await goOn("oauth2/v2.0/challenge", begun, { challenge_type: "redirect" });
    expect(led).toMatchObject({ status: 200, body: { challenge_type: "redirect" } });
    const challenged = await goOn("oauth2/v2.0/challenge", begun, { challenge_type: everyType });
    expect(challenged.body.challenge_type).toBe("oob");
  });
});
