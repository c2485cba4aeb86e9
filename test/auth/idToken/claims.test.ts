import { afterEach, describe, expect, test, vi } from "vitest";
import { tenantId } from "../../support/tenant/claimsOfAda.js";
import { clientId, idTokenClaims, signedWith, startTenantKeys } from "../../support/tenant/tenantKeys.js";

const otherTenantId = "99998888-0000-4ccc-8ddd-eeeeffff0000";

/** A moment, in seconds since 1970. */
const now = 1_783_936_800;

async function validated(changes: Record<string, unknown>) {
  vi.useFakeTimers({ toFake: ["Date"], now: now * 1000 });
  const { key, validate } = await startTenantKeys();
  return validate(await signedWith(key, idTokenClaims(changes)));
}

afterEach(() => void vi.useRealTimers());

describe("an ID token", () => {
  test("gives its claims", async () => {
    expect(await validated({})).toEqual(idTokenClaims());
  });

  test.each([
    ["the tenant's id as its issuer", { iss: `https://${tenantId}.ciamlogin.com/${tenantId}/v2.0` }],
    ["the tenant's subdomain as its issuer", { iss: `https://contoso.ciamlogin.com/${tenantId}/v2.0` }],
    ["Microsoft's host as its issuer", { iss: `https://login.microsoftonline.com/${tenantId}/v2.0` }],
    ["its tid in capitals", { tid: tenantId.toUpperCase() }],
    ["its one audience in a list", { aud: [clientId] }],
    ["no nbf", { nbf: undefined }],
    ["an exp of 4 minutes ago, for clocks differ", { exp: now - 240 }],
    ["an nbf and iat in 4 minutes, for clocks differ", { nbf: now + 240, iat: now + 240 }],
  ])("is accepted with %s", async (_case, changes) => {
    expect(await validated(changes)).toMatchObject({ sub: "pairwise-subject-of-ada" });
  });

  test("is accepted by an app that was told its id in capitals", async () => {
    const aud = "aaaabbbb-2222-4333-8444-555555555555";
    const { key, validate } = await startTenantKeys({}, aud.toUpperCase());
    expect(await validate(await signedWith(key, idTokenClaims({ aud })))).toMatchObject({ aud });
  });

  test.each([
    ["another app's audience", { aud: "99999999-2222-4333-8444-555555555555" }, /"aud"/],
    ["no audience", { aud: undefined }, /"aud"/],
    [
      "a second audience",
      { aud: [clientId, "99999999-2222-4333-8444-555555555555"] },
      /aud names others too/,
    ],
    [
      "another tenant's issuer",
      { iss: `https://${otherTenantId}.ciamlogin.com/${otherTenantId}/v2.0` },
      /"iss"/,
    ],
    [
      "another tenant's issuer and tid",
      {
        iss: `https://login.microsoftonline.com/${otherTenantId}/v2.0`,
        tid: otherTenantId,
      },
      /"iss"/,
    ],
    ["another host as its issuer", { iss: `https://evil.com/${tenantId}/v2.0` }, /"iss"/],
    ["another subdomain as its issuer", { iss: `https://fabrikam.ciamlogin.com/${tenantId}/v2.0` }, /"iss"/],
    ["an issuer without v2.0", { iss: `https://${tenantId}.ciamlogin.com/${tenantId}/` }, /"iss"/],
    ["an issuer by http:", { iss: `http://${tenantId}.ciamlogin.com/${tenantId}/v2.0` }, /"iss"/],
    ["no issuer", { iss: undefined }, /"iss"/],
    ["another tenant's tid", { tid: otherTenantId }, /tid is not the issuer's tenant/],
    ["no tid", { tid: undefined }, /tid is not the issuer's tenant/],
    ["a tid that is a list", { tid: [tenantId] }, /tid is not the issuer's tenant/],
    ["another nonce", { nonce: "nonce-of-another-sign-in" }, /nonce is not that of the request/],
    ["no nonce", { nonce: undefined }, /"nonce"/],
    ["its nonce in a list", { nonce: ["nonce-of-the-sign-in"] }, /nonce is not that of the request/],
    ["no sub", { sub: undefined }, /"sub"/],
    ["an empty sub", { sub: "" }, /sub is empty/],
    ["no exp", { exp: undefined }, /"exp"/],
    ["an exp of 6 minutes ago", { exp: now - 360 }, /"exp"/],
    ["an exp that is a string", { exp: String(now + 3600) }, /"exp"/],
    ["no iat", { iat: undefined }, /"iat"/],
    ["an iat in 6 minutes", { iat: now + 360 }, /"iat"/],
    ["an iat of two days ago", { iat: now - 2 * 86_400 }, /"iat"/],
    ["an nbf in 6 minutes", { nbf: now + 360 }, /"nbf"/],
  ])("is refused with %s", async (_case, changes, message) => {
    await expect(validated(changes)).rejects.toMatchObject({
      name: "AuthError",
      code: "id_token_invalid",
      cause: { message: expect.stringMatching(message) },
    });
  });

  test.each([
    [
      { nbf: now + 720, iat: now + 720 },
      /^the ID token is not yet valid, for another 12 minutes \("nbf"\), by this machine's clock/,
    ],
    [{ iat: now + 720 }, /not yet valid, for another 12 minutes \("iat"\), by this machine's clock/],
    [{ nbf: now + 720 }, /not yet valid, for another 12 minutes \("nbf"\), by this machine's clock/],
    [
      { exp: now - 600, iat: now - 4500, nbf: now - 4500 },
      /expired 10 minutes ago \("exp"\), 75 minutes after it was issued, by this machine's clock/,
    ],
    [{ exp: now - 600 }, /expired 10 minutes ago \("exp"\).* by this machine's clock/],
    [{ nbf: now + 86_400 * 365 }, /for another 365 days/],
    [{ iat: now - 2 * 86_400 }, /came 2 days after it was issued \("iat"\) by this machine's clock/],
  ])(
    "that this machine's clock refuses names the clock and by how much it is off: %j",
    async (changes, message) => {
      await expect(validated(changes)).rejects.toMatchObject({
        code: "id_token_invalid",
        cause: { message: expect.stringMatching(message) },
      });
      await expect(validated(changes)).rejects.toMatchObject({
        cause: {
          message: expect.stringContaining(`which says ${new Date(now * 1000).toISOString()}: is it right?`),
        },
      });
    },
  );

  test.each([{ sub: 7 }, { sub: ["a"] }, { sub: { a: 1 } }])(
    "is refused with the sub %j",
    async (changes) => {
      await expect(validated(changes)).rejects.toMatchObject({ code: "id_token_invalid" });
    },
  );
});

describe("an ID token of a multi-tenant authority", () => {
  const issuer = "https://login.microsoftonline.com/{tenantid}/v2.0";
  const iss = `https://login.microsoftonline.com/${tenantId}/v2.0`;

  test("is accepted where its issuer is its own tenant", async () => {
    const { key, validate } = await startTenantKeys({ issuer });
    expect(await validate(await signedWith(key, idTokenClaims({ iss })))).toMatchObject({ iss });
  });

  test.each([otherTenantId, undefined, "{tenantid}"])("is refused where its tid is %s", async (tid) => {
    const { key, validate } = await startTenantKeys({ issuer });
    const idToken = await signedWith(key, idTokenClaims({ iss, tid }));
    await expect(validate(idToken)).rejects.toMatchObject({ code: "id_token_invalid" });
  });

  const personalAccounts = "https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0";

  test.each([issuer, iss])("is accepted by a key whose issuer is %s", async (keyIssuer) => {
    const { key, validate, publish } = await startTenantKeys({ issuer });
    publish({ ...key, publicJwk: { ...key.publicJwk, issuer: keyIssuer } });
    expect(await validate(await signedWith(key, idTokenClaims({ iss })))).toMatchObject({ iss });
  });

  test.each([
    ["a key of personal accounts", personalAccounts, {}],
    ["a key of another tenant", iss.replace(tenantId, otherTenantId), {}],
    ["a key that it does not name", issuer, { kid: undefined }],
  ])("is refused by %s", async (_case, keyIssuer, header) => {
    const { key, validate, publish } = await startTenantKeys({ issuer });
    publish({ ...key, publicJwk: { ...key.publicJwk, issuer: keyIssuer } });
    const idToken = await signedWith(key, idTokenClaims({ iss }), header);
    await expect(validate(idToken)).rejects.toMatchObject({
      code: "id_token_invalid",
      cause: { message: "the key is not one of the issuer" },
    });
  });
});
