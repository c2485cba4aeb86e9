import { afterEach, describe, expect, test, vi } from "vitest";
import { answerHtml, answerJson, hangUp, startLocalServer } from "../../support/network/localServer.js";
import { createSigningKey, type SigningKey } from "../../support/tenant/signingKey.js";
import { idTokenClaims, keySetOf, signedWith, startTenantKeys } from "../../support/tenant/tenantKeys.js";
import { takeTimeLimits } from "../../support/time/timeLimit.js";

const invalid = { name: "AuthError", code: "id_token_invalid" };
const unavailable = { name: "AuthError", code: "keys_unavailable" };
const sub = "pairwise-subject-of-ada";

const signedBy = (key: SigningKey) => signedWith(key, idTokenClaims());

afterEach(() => void vi.useRealTimers());

describe("the tenant's keys", () => {
  test("are fetched once for many sign-ins", async () => {
    const { key, validate, server } = await startTenantKeys();
    const idToken = await signedBy(key);
    await Promise.all(Array.from({ length: 20 }, () => validate(idToken)));
    await validate(idToken);
    expect(server.requests).toHaveLength(1);
  });

  test("are fetched again for a kid that is new, so that keys can change without a restart", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { key, validate, publish } = await startTenantKeys();
    await validate(await signedBy(key));
    const next = await createSigningKey();
    publish(next, key);
    vi.setSystemTime(Date.now() + 31_000);
    expect(await validate(await signedBy(next))).toMatchObject({ sub });
    expect(await validate(await signedBy(key))).toMatchObject({ sub });
  });

  test("are those of the address that the metadata names by now", async () => {
    const { key, metadata, validate } = await startTenantKeys();
    await validate(await signedBy(key));
    const moved = await createSigningKey();
    const { url } = await startLocalServer(answerJson(keySetOf(moved)));
    const changed = { jwks_uri: metadata.jwks_uri.replace(/^http:..[^/]+/, url) };
    expect(await validate(await signedBy(moved), changed)).toMatchObject({ sub });
    await expect(validate(await signedBy(key), changed)).rejects.toMatchObject(invalid);
  });

  test("are fetched for unknown kids at most every 30 seconds", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { key, validate, server } = await startTenantKeys();
    const forged = await signedWith({ ...key, kid: "unknown" }, idTokenClaims());
    await validate(await signedBy(key));
    for (const _ of Array.from({ length: 10 })) {
      await expect(validate(forged)).rejects.toMatchObject(invalid);
    }
    expect(server.requests).toHaveLength(1);
    vi.setSystemTime(Date.now() + 31_000);
    await expect(validate(forged)).rejects.toMatchObject(invalid);
    await expect(validate(forged)).rejects.toMatchObject(invalid);
    expect(server.requests).toHaveLength(2);
  });

  test("serve a token without a kid where there is one key", async () => {
    const { key, validate } = await startTenantKeys();
    const idToken = await signedWith(key, idTokenClaims(), { kid: undefined });
    expect(await validate(idToken)).toMatchObject({ sub });
  });

  test("do not serve a token without a kid where there are several", async () => {
    const { key, validate, publish } = await startTenantKeys();
    publish(key, await createSigningKey());
    const idToken = await signedWith(key, idTokenClaims(), { kid: undefined });
    await expect(validate(idToken)).rejects.toMatchObject(invalid);
  });

  test("do not serve where they are meant for encryption", async () => {
    const { key, validate, publish } = await startTenantKeys();
    publish({ ...key, publicJwk: { ...key.publicJwk, use: "enc" } });
    await expect(validate(await signedBy(key))).rejects.toMatchObject(invalid);
  });
});

describe("without the tenant's keys", () => {
  test.each([
    ["HTML", answerHtml],
    ["status 500", answerJson({ error: "server_error" }, 500)],
    ["status 404", answerJson({}, 404)],
    ["no key set", answerJson({ keys: "none" })],
    ["a list", answerJson([])],
    ["a closed connection", hangUp],
  ])("nobody is signed in after %s, and people are again when they are back", async (_case, answer) => {
    const { key, validate, server } = await startTenantKeys();
    const idToken = await signedBy(key);
    server.answer = answer;
    await expect(validate(idToken)).rejects.toMatchObject(unavailable);
    server.answer = answerJson(keySetOf(key));
    expect(await validate(idToken)).toMatchObject({ sub });
  });

  test("nobody is signed in when the time has run out", async () => {
    const limits = takeTimeLimits();
    const { key, validate, server } = await startTenantKeys();
    server.answer = limits.runOut;
    await expect(validate(await signedBy(key))).rejects.toMatchObject(unavailable);
    expect(limits.milliseconds).toEqual([5_000]);
  });

  test("nobody is signed in by a redirect to other keys", async () => {
    const { validate, server } = await startTenantKeys();
    const others = await startTenantKeys();
    server.answer = (_request, response) =>
      response.writeHead(302, { Location: others.metadata.jwks_uri }).end();
    await expect(validate(await signedBy(others.key))).rejects.toMatchObject(unavailable);
    expect(others.server.requests).toEqual([]);
  });
});
