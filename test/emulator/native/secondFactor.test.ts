import { expect, test } from "vitest";
import { claimsOf, gil, phone, refused, startNativeTenant } from "../../support/emulator/nativeTenant.js";
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
