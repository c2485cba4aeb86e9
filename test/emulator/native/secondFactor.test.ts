import { expect, test } from "vitest";
import {
  claimsOf,
  gil,
  type NativeTenant,
  phone,
  refused,
  startNativeTenant,
} from "../../support/emulator/nativeTenant.js";
import { claimsFor } from "../../support/emulator/secondFactor.js";
import { fay } from "../../support/emulator/tenantFile.js";

const app = { ...phone, optionalClaims: { idToken: ["acrs" as const, "amr" as const] } };
const capable = { capabilities: "registration_required mfa_required" };
const password = { grant_type: "password", password: fay.password };
const wantsMore = { ...password, claims: claimsFor("c1") };

test.each(["oob", "mfa_oob"])(
  "A request for a context gets a second factor, by the grant %s, and acrs",
  async (grant) => {
    const { challenge, goOn, token, code } = await startNativeTenant({ applications: [app] });
    const demanded = await token(await challenge(fay.email, capable), wantsMore);
    expect(demanded).toMatchObject(refused(50076, "invalid_grant", "mfa_required"));
    expect(demanded.body.continuation_token).toMatch(/.{40}/);
    const listed = await goOn("oauth2/v2.0/introspect", demanded);
    const [method] = Array.isArray(listed.body.methods) ? listed.body.methods : [];
    expect(method).toEqual({
      id: expect.any(String),
      challenge_type: "oob",
      challenge_channel: "email",
      login_hint: "f***y@fa***.example",
    });
    const challenged = await goOn("oauth2/v2.0/challenge", listed, {
      id: method.id,
      challenge_type: "oob redirect",
    });
    expect(challenged).toMatchObject({ status: 200, body: { challenge_type: "oob", code_length: 8 } });
    const wrong = await token(challenged, { grant_type: grant, oob: "not-it" });
    expect(wrong).toMatchObject(refused(50181, "invalid_grant", "invalid_oob_value"));
    const answer = await token(challenged, { grant_type: grant, oob: code() });
    expect(claimsOf(answer)).toMatchObject({ acrs: ["c1"], amr: ["pwd", "emailotp", "mfa"] });
  },
);

test("The one method is the default: nobody needs to ask for it by its id", async () => {
  const { challenge, goOn, token, code } = await startNativeTenant({ applications: [app] });
  const demanded = await token(await challenge(fay.email, { capability: "mfa_required" }), wantsMore);
  const other = await goOn("oauth2/v2.0/challenge", demanded, { id: "another" });
  expect(other).toMatchObject({ status: 400, body: { error: "invalid_request" } });
  const challenged = await goOn("oauth2/v2.0/challenge", demanded);
  expect((await token(challenged, { grant_type: "oob", oob: code() })).status).toBe(200);
});

test("Who signs in with a code proves the second factor by another one", async () => {
  const { challenge, goOn, token, code } = await startNativeTenant({ applications: [app] });
  const claims = claimsFor("c1");
  const first = { grant_type: "oob", claims };
  const challenged = await challenge(gil.email, capable);
  const firstCode = code();
  const demanded = await token(challenged, { ...first, oob: firstCode });
  expect(demanded).toMatchObject(refused(50076, "invalid_grant", "mfa_required"));
  const again = await goOn("oauth2/v2.0/challenge", demanded);
  expect(await token(again, { grant_type: "oob", oob: firstCode })).toMatchObject(
    refused(50181, "invalid_grant"),
  );
  const answer = await token(again, { grant_type: "oob", oob: code() });
  expect(claimsOf(answer)).toMatchObject({ acrs: ["c1"], amr: ["emailotp", "mfa"] });
});

test("An app that cannot ask for a second factor is led to a browser", async () => {
  const { challenge, token } = await startNativeTenant({ applications: [app] });
  const challenged = await challenge(fay.email);
  expect(await token(challenged, wantsMore)).toMatchObject({
    status: 200,
    body: { challenge_type: "redirect", redirect_reason: expect.stringContaining("mfa_required") },
  });
  expect(await token(challenged, password)).toMatchObject(refused(55200, "invalid_grant"));
});

const byToken = { grant_type: "continuation_token" };

/** What ends in a request for tokens, each with its grant. */
const waysToTokens: [
  string,
  Record<string, string>,
  (tenant: NativeTenant) => ReturnType<NativeTenant["post"]>,
][] = [
  ["sign-in", password, ({ challenge }) => challenge(fay.email, capable)],
  [
    "sign-up",
    byToken,
    async ({ start, goOn, code }) => {
      const form = { ...capable, password: "Teapot-Cosy-12", attributes: '{"displayName":"New"}' };
      const begun = await start("signup/v1.0/start", "new@fabrikam.example", form);
      const challenged = await goOn("signup/v1.0/challenge", begun);
      return goOn("signup/v1.0/continue", challenged, { grant_type: "oob", oob: code() });
    },
  ],
  [
    "password reset",
    byToken,
    async ({ start, goOn, code }) => {
      const begun = await start("resetpassword/v1.0/start", fay.email, capable);
      const challenged = await goOn("resetpassword/v1.0/challenge", begun);
      const form = { grant_type: "oob", oob: code() };
      const verified = await goOn("resetpassword/v1.0/continue", challenged, form);
      const newPassword = { new_password: "Teapot-Cosy-12" };
      const submitted = await goOn("resetpassword/v1.0/submit", verified, newPassword);
      await goOn("resetpassword/v1.0/poll_completion", submitted);
      return goOn("resetpassword/v1.0/poll_completion", submitted);
    },
  ],
];

test.each(waysToTokens)(
  "An app that wants a second factor of everybody gets it after a %s",
  async (_way, grant, go) => {
    const tenant = await startNativeTenant({ applications: [{ ...app, mfaRequired: true }] });
    const demanded = await tenant.token(await go(tenant), grant);
    expect(demanded).toMatchObject(refused(50076, "invalid_grant", "mfa_required"));
    const challenged = await tenant.goOn("oauth2/v2.0/challenge", demanded);
    const answer = await tenant.token(challenged, { grant_type: "oob", oob: tenant.code() });
    expect(claimsOf(answer)).toMatchObject({ amr: ["pwd", "emailotp", "mfa"] });
  },
);

test("A context that requires nothing is met without more", async () => {
  const authenticationContexts = [{ id: "c2", requires: "nothing" as const }];
  const tenant = await startNativeTenant({ applications: [app], authenticationContexts });
  const form = { ...password, claims: claimsFor("c2") };
  const answer = await tenant.token(await tenant.challenge(fay.email), form);
  expect(claimsOf(answer)).toMatchObject({ acrs: ["c2"], amr: ["pwd"] });
});

test("The second factor does not stand for the first", async () => {
  const { start, goOn, challenge, token } = await startNativeTenant({ applications: [app] });
  const begun = await start("oauth2/v2.0/initiate", fay.email, capable);
  expect(await goOn("oauth2/v2.0/introspect", begun)).toMatchObject(refused(55200, "invalid_request"));
  const challenged = await challenge(fay.email, capable);
  expect(await token(challenged, { grant_type: "mfa_oob", oob: "12345678" })).toMatchObject(
    refused(55200, "invalid_grant"),
  );
  const demanded = await token(challenged, wantsMore);
  for (const grant of [password, { grant_type: "continuation_token" }, { grant_type: "oob", oob: "1" }]) {
    expect(await token(demanded, grant)).toMatchObject(refused(55200, "invalid_grant"));
  }
});
