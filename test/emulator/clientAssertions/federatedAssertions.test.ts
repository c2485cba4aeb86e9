import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { ada, firstApp, MsalApp, signIn, startTestEmulator } from "../../support/emulator/emulatorApps.js";
import { proveClient, provenButNoCode, withAssertion } from "../../support/emulator/tokenRequest.js";
import { FederatedIssuer } from "../../support/tenant/federatedIssuer.js";
import { createSigningKey, type SigningKey } from "../../support/tenant/signingKey.js";

const workload = { subject: "system:serviceaccount:shop:web", audience: "api://AzureADTokenExchange" };
const { clientId } = firstApp;

let issuer: FederatedIssuer;
let key: SigningKey;
let emulator: Awaited<ReturnType<typeof startTestEmulator>>;
beforeAll(async () => {
  issuer = await FederatedIssuer.start();
  key = issuer.signingKey;
  const trusted = { issuer: issuer.issuer, ...workload };
  const twin = { issuer: issuer.issuer, subject: "build", audience: "api://AzureADTokenExchangeUSGov" };
  emulator = await startTestEmulator([{ ...firstApp, federatedCredentials: [trusted, twin] }]);
});
afterEach(() => {
  issuer.metadata = {};
  issuer.signingKey = key;
});
afterAll(async () => {
  await emulator.close();
  await issuer.close();
});

const answerTo = async (token: string) => proveClient(emulator, withAssertion(clientId, token));
const unauthorized = (number: number) => ({ status: 401, error: "invalid_client", number });
const now = () => Math.floor(Date.now() / 1000);

describe("A token of a trusted issuer stands for the app", () => {
  test("when MSAL signs somebody in with it, again and again", async () => {
    const token = await issuer.token(workload);
    for (const _signIn of [1, 2]) {
      const msal = new MsalApp(emulator, firstApp, { clientAssertion: async () => token });
      const { tokens } = await signIn(emulator, msal, ada);
      expect(tokens.account?.username).toBe(ada.email);
    }
  });

  test("with its audience in a list, as Kubernetes has it", async () => {
    const token = await issuer.token({ ...workload, audience: [workload.audience] });
    expect(await answerTo(token)).toEqual(provenButNoCode);
  });

  test("with no nbf", async () => {
    expect(await answerTo(await issuer.token(workload, { nbf: undefined }))).toEqual(provenButNoCode);
  });
});

describe("A token does not stand for the app", () => {
  test.each<[number, string, Record<string, unknown>]>([
    [700211, "of another issuer", { iss: "https://issuer.example" }],
    [700213, "with another subject", { sub: "system:serviceaccount:shop:db" }],
    [700213, "with the subject in capitals", { sub: workload.subject.toUpperCase() }],
    [700212, "with another audience", { aud: "https://vault.example" }],
    [700212, "with the audience of another credential", { aud: "api://AzureADTokenExchangeUSGov" }],
    [700024, "that has expired", { exp: now() - 310 }],
    [700024, "that never expires", { exp: undefined }],
    [700024, "that is not valid yet", { nbf: now() + 3600 }],
  ])("AADSTS%i %s", async (number, _case, changes) => {
    expect(await answerTo(await issuer.token(workload, changes))).toEqual(unauthorized(number));
  });

  test("with the issuer spelled otherwise by a slash", async () => {
    const token = await issuer.token(workload, { iss: `${issuer.issuer}/` });
    expect(await answerTo(token)).toEqual(unauthorized(700211));
  });

  test("whose key the issuer does not publish, be it under a published name", async () => {
    issuer.signingKey = await createSigningKey();
    expect(await answerTo(await issuer.token(workload))).toEqual(unauthorized(7000272));
    issuer.signingKey = { ...issuer.signingKey, kid: key.kid };
    expect(await answerTo(await issuer.token(workload))).toEqual(unauthorized(7000272));
  });

  test("of an app that trusts nobody", async () => {
    const distrustful = await startTestEmulator([firstApp]);
    const proof = withAssertion(clientId, await issuer.token(workload));
    expect(await proveClient(distrustful, proof)).toEqual(unauthorized(700211));
    await distrustful.close();
  });

  test("and nobody asks an issuer that is not trusted", async () => {
    const stranger = await FederatedIssuer.start();
    expect(await answerTo(await stranger.token(workload))).toEqual(unauthorized(700211));
    expect(stranger.requests).toEqual([]);
    await stranger.close();
  });
});

describe("A token cannot be judged", () => {
  const unreadable = { status: 400, error: "invalid_request", number: 50166 };

  test("where its issuer calls itself otherwise", async () => {
    issuer.metadata = { issuer: "https://issuer.example" };
    expect(await answerTo(await issuer.token(workload))).toEqual(unreadable);
  });

  test("where its issuer says nothing of its keys", async () => {
    issuer.metadata = { jwks_uri: undefined };
    expect(await answerTo(await issuer.token(workload))).toEqual(unreadable);
  });

  test("where its issuer publishes no key set", async () => {
    issuer.metadata = { jwks_uri: `${issuer.issuer}/${randomUUID()}` };
    expect(await answerTo(await issuer.token(workload))).toEqual(unreadable);
  });

  test("where its issuer cannot be reached", async () => {
    const gone = await FederatedIssuer.start();
    const credential = { issuer: gone.issuer, ...workload };
    const trustful = await startTestEmulator([{ ...firstApp, federatedCredentials: [credential] }]);
    const proof = withAssertion(clientId, await gone.token(workload));
    await gone.close();
    expect(await proveClient(trustful, proof)).toEqual(unreadable);
    await trustful.close();
  });
});
