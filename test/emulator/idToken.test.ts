import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { tenantId } from "../../emulator/tenant.js";
import {
  ada,
  ben,
  firstApp,
  MsalApp,
  secondApp,
  signIn,
  startTestEmulator,
} from "../support/emulator/emulatorApps.js";

const guid = expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
const opaque = expect.stringMatching(/^[\w.-]{20,}$/);

let emulator: Awaited<ReturnType<typeof startTestEmulator>>;
beforeAll(async () => {
  emulator = await startTestEmulator();
});
afterAll(() => emulator.close());

async function verified(idToken: string) {
  const keys = createRemoteJWKSet(new URL(`${emulator.authority}/discovery/v2.0/keys`));
  return (await jwtVerify(idToken, keys, { algorithms: ["RS256"] })).payload;
}

test("An ID token is signed with a published key and carries Entra's claims and no others", async () => {
  const app = new MsalApp(emulator, firstApp);
  const { tokens } = await signIn(emulator, app, ada);
  const { port } = new URL(emulator.url);
  expect(decodeProtectedHeader(tokens.idToken)).toEqual({ typ: "JWT", alg: "RS256", kid: opaque });
  const claims = await verified(tokens.idToken);
  expect(claims).toEqual({
    aud: firstApp.clientId,
    iss: `http://${tenantId}.localhost:${port}/${tenantId}/v2.0`,
    iat: expect.any(Number),
    nbf: expect.any(Number),
    exp: (claims.iat ?? 0) + 3600,
    sub: opaque,
    oid: guid,
    tid: tenantId,
    ver: "2.0",
    name: "Ada Winters",
    preferred_username: ada.email,
    email: ada.email,
    nonce: app.nonce,
    sid: guid,
    rh: opaque,
    uti: opaque,
    aio: opaque,
    login_hint: opaque,
    roles: ["Orders.Manager"],
    auth_time: expect.any(Number),
    amr: ["pwd"],
  });
  expect(claims.auth_time).toBeLessThanOrEqual(claims.iat ?? 0);
  expect(claims.nbf).toBeLessThanOrEqual(claims.iat ?? 0);
});

test("Somebody without an app role has no roles claim", async () => {
  const { tokens } = await signIn(emulator, new MsalApp(emulator, firstApp), ben);
  expect(await verified(tokens.idToken)).not.toHaveProperty("roles");
});

test("Two apps see one person under different subjects and the same object id", async () => {
  const first = await verified((await signIn(emulator, new MsalApp(emulator, firstApp), ada)).tokens.idToken);
  const second = await verified(
    (await signIn(emulator, new MsalApp(emulator, secondApp), ada)).tokens.idToken,
  );
  expect(second.sub).not.toBe(first.sub);
  expect(second.oid).toBe(first.oid);
  expect(second.login_hint).toBe(first.login_hint);
});

test("One app sees one person under one subject, with a new sid and uti each time", async () => {
  const first = await verified((await signIn(emulator, new MsalApp(emulator, firstApp), ada)).tokens.idToken);
  const second = await verified(
    (await signIn(emulator, new MsalApp(emulator, firstApp), ada)).tokens.idToken,
  );
  expect(second.sub).toBe(first.sub);
  expect(second.sid).not.toBe(first.sid);
  expect(second.uti).not.toBe(first.uti);
});

test("Two people have different subjects and object ids", async () => {
  const first = await verified((await signIn(emulator, new MsalApp(emulator, firstApp), ada)).tokens.idToken);
  const second = await verified(
    (await signIn(emulator, new MsalApp(emulator, firstApp), ben)).tokens.idToken,
  );
  expect(second.sub).not.toBe(first.sub);
  expect(second.oid).not.toBe(first.oid);
});

test("session_state of the response is the sid of the token", async () => {
  const { response, tokens } = await signIn(emulator, new MsalApp(emulator, firstApp), ada);
  expect((await verified(tokens.idToken)).sid).toBe(response.session_state);
});
