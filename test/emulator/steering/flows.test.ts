import { expect, test } from "vitest";
import * as z from "zod";
import type { Emulator } from "../../../emulator/startEmulator.js";
import { Flows } from "../../../emulator/steering/flows/flows.js";
import type { Step } from "../../../emulator/steering/flows/step.js";
import { startTestEmulator } from "../../support/emulator/emulatorApps.js";
import { codeFor, tokenRequest } from "../../support/emulator/emulatorTokens.js";
import { press, steer } from "../../support/emulator/steering.js";
import {
  answerTo,
  fay,
  redemption,
  shop,
  shopId,
  startTenant,
  tokensFor,
} from "../../support/emulator/tenantFile.js";

const listSchema = z.object({ flows: z.array(z.looseObject({ id: z.string() })) });
const flowSchema = z.looseObject({
  steps: z.array(
    z.looseObject({
      request: z.looseObject({
        method: z.string(),
        path: z.string(),
        form: z.record(z.string(), z.unknown()),
      }),
      response: z.looseObject({ status: z.int(), body: z.record(z.string(), z.unknown()) }),
      tokens: z.array(
        z.object({
          name: z.string(),
          header: z.record(z.string(), z.unknown()),
          claims: z.record(z.string(), z.unknown()),
        }),
      ),
    }),
  ),
});

async function flowsOf(emulator: Emulator) {
  return listSchema.parse((await steer(emulator, "GET", "/flows")).body).flows;
}

async function flowOf(emulator: Emulator, id = "") {
  const { body } = await steer(emulator, "GET", `/flows/${id}`);
  return { flow: flowSchema.parse(body), text: JSON.stringify(body) };
}

test("A sign-in and what follows from its tokens are one flow, step by step, and another sign-in is another", async () => {
  const emulator = await startTenant({ applications: [{ ...shop, permissions: ["User.Read"] }] });
  const { refreshToken } = await tokensFor(emulator, { scope: "openid profile offline_access User.Read" });
  const renewal = {
    ...redemption,
    grant_type: "refresh_token",
    refresh_token: refreshToken,
    scope: "User.Read",
  };
  const { body } = await tokenRequest(emulator, renewal);
  await fetch(`${emulator.url}/v1.0/me`, { headers: { Authorization: `Bearer ${body.access_token}` } });
  await answerTo(emulator);
  const [second, first] = await flowsOf(emulator);
  expect(first).toMatchObject({ clientId: shopId, person: fay.email, outcome: "tokens" });
  expect(second).toMatchObject({ clientId: shopId, outcome: "code" });
  const { flow } = await flowOf(emulator, first?.id);
  const paths = flow.steps.map(
    ({ request: { method, path } }) => `${method} ${path.replace(/^.*\/(?=[^/]*$)/, "")}`,
  );
  expect(paths[0]).toBe("GET authorize");
  expect(flow.steps[0]?.request.query).toMatchObject({ client_id: shopId, response_type: "code" });
  expect(paths).toContain("POST password");
  expect(paths.slice(-3)).toEqual(["POST token", "POST token", "GET me"]);
  const redeemed = flow.steps.at(-3);
  expect(redeemed?.tokens.map(({ name, claims }) => [name, claims.tid !== undefined])).toEqual([
    ["id_token", true],
    ["access_token", true],
  ]);
  expect(redeemed?.tokens[0]?.header).toMatchObject({ typ: "JWT", alg: "RS256" });
});

test("No secret and no password is kept, and what a file shows of codes and tokens opens nothing", async () => {
  const emulator = await startTenant({ applications: [shop] });
  const { body, refreshToken } = await tokensFor(emulator);
  const [flow] = await flowsOf(emulator);
  const { text } = await flowOf(emulator, flow?.id);
  const page = await (await fetch(`${emulator.url}/emulator/flows/${flow?.id}`)).text();
  for (const secret of [redemption.client_secret, fay.password]) {
    expect(text + page).not.toContain(secret);
  }
  expect(text).toContain("(not kept)");
  for (const token of [body.id_token, body.access_token, refreshToken]) {
    expect(text).not.toContain(token);
    expect(page).toContain(token);
  }
  expect(page).toContain("this emulator, and nothing else, takes them");
});

test("A client assertion is kept without its signature", async () => {
  const emulator = await startTenant({ applications: [shop] });
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const assertion = `${part({ alg: "PS256" })}.${part({ iss: shopId })}`;
  await tokenRequest(emulator, {
    grant_type: "authorization_code",
    code: "never-was",
    client_id: shopId,
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    client_assertion: `${assertion}.the-signature`,
  });
  const [flow] = await flowsOf(emulator);
  const { flow: document, text } = await flowOf(emulator, flow?.id);
  expect(document.steps[0]?.tokens[0]).toMatchObject({ name: "client_assertion", claims: { iss: shopId } });
  const page = await (await fetch(`${emulator.url}/emulator/flows/${flow?.id}`)).text();
  expect(text + page).not.toContain("the-signature");
});

test("A refused request says why, by the number of the error", async () => {
  const emulator = await startTenant({ applications: [shop] });
  await tokenRequest(emulator, { ...redemption, code: "never-was", client_secret: "another-secret" });
  const [flow] = await flowsOf(emulator);
  expect(flow).toMatchObject({ outcome: "invalid_client AADSTS7000215" });
});

test("What is kept is bounded: 50 flows, and 40 steps of each", async () => {
  const emulator = await startTenant({ applications: [shop] });
  const { refreshToken } = await tokensFor(emulator);
  const before = await flowsOf(emulator);
  const renewal = { ...redemption, grant_type: "refresh_token", refresh_token: refreshToken };
  for (let time = 0; time < 41; time += 1) {
    // Refused before any token is made, which costs little.
    await tokenRequest(emulator, { ...renewal, client_secret: "another-secret" });
  }
  const { flow } = await flowOf(emulator, before[0]?.id);
  expect(flow.steps).toHaveLength(40);
  expect(flow.forgotten).toBeGreaterThan(0);
  for (let time = 0; time < 51; time += 1) {
    await tokenRequest(emulator, {});
  }
  expect(await flowsOf(emulator)).toHaveLength(50);
  expect((await steer(emulator, "GET", `/flows/${before[0]?.id}`)).status).toBe(404);
});

test("What links an app's requests is bounded too, however often it renews its tokens", () => {
  const flows = new Flows();
  const renewal = (time: number): Step => ({
    startedAt: new Date(),
    duration: 0,
    method: "POST",
    path: "/tenant/oauth2/v2.0/token",
    query: {},
    form: { refresh_token: `refresh ${time}` },
    status: 200,
    authorizationResponse: {},
    body: { refresh_token: `refresh ${time + 1}` },
  });
  for (let time = 0; time < 500; time += 1) {
    flows.add(renewal(time));
  }
  expect(flows.all).toHaveLength(1);
  flows.add({ ...renewal(499), body: {} });
  expect(flows.all).toHaveLength(1);
  flows.add({ ...renewal(1), body: {} });
  expect(flows.all).toHaveLength(2);
});

test("Passcodes that were sent stand on the page and in the API, for one address too", async () => {
  const gil = { email: "gil@fabrikam.example", displayName: "Gil Moreau" };
  const emulator = await startTenant({ applications: [shop], users: [fay, gil] });
  expect(await answerTo(emulator, {}, gil)).toHaveProperty("code");
  const { body } = await steer(emulator, "GET", "/passcodes?email=Gil@fabrikam.example");
  expect(body).toEqual({
    passcodes: [{ email: gil.email, code: expect.stringMatching(/^\d{8}$/), sentAt: expect.any(String) }],
  });
  const [passcode] = z.array(z.object({ code: z.string() })).parse(body.passcodes);
  expect(await (await fetch(emulator.url)).text()).toContain(
    `<strong>${passcode?.code}</strong> to ${gil.email}`,
  );
  expect((await steer(emulator, "GET", "/passcodes?email=fay@fabrikam.example")).body).toEqual({
    passcodes: [],
  });
});

test("Flows can be forgotten by the API and with all else by the page", async () => {
  const emulator = await startTenant({ applications: [shop] });
  await tokenRequest(emulator, {});
  expect((await steer(emulator, "DELETE", "/flows")).status).toBe(204);
  expect(await flowsOf(emulator)).toEqual([]);
  await tokenRequest(emulator, {});
  expect((await press(emulator, "/emulator/reset")).status).toBe(303);
  expect(await flowsOf(emulator)).toEqual([]);
});

test("Nothing of what is seen and steered is logged", async () => {
  const emulator = await startTestEmulator();
  await tokenRequest(emulator, await codeFor(emulator));
  const [flow] = await flowsOf(emulator);
  await fetch(`${emulator.url}/emulator/flows/${flow?.id}`);
  await flowOf(emulator, flow?.id);
  await steer(emulator, "POST", "/faults", { at: "token", kind: "status", status: 500 });
  await tokenRequest(emulator, {});
  await steer(emulator, "POST", "/people", { email: "gil@fabrikam.example", displayName: "Gil Moreau" });
  await steer(emulator, "POST", "/keys/rollover");
  await steer(emulator, "POST", "/reset");
  expect(emulator.logged).toEqual([]);
  await emulator.close();
});
