import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { request } from "node:https";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { tenantDomain, tenantId } from "../../../emulator/tenant.js";
import { firstApp, startTestEmulator } from "../../support/emulator/emulatorApps.js";

type Started = Awaited<ReturnType<typeof startTestEmulator>>;

const folder = mkdtempSync(path.join(tmpdir(), "authorities-"));
let local: Started;
let ciamlogin: Started;
beforeAll(async () => {
  local = await startTestEmulator(undefined, { https: { folder } });
  ciamlogin = await startTestEmulator(undefined, { https: { folder, ciamlogin: true } });
});
afterAll(async () => {
  await Promise.all([local.close(), ciamlogin.close()]);
  rmSync(folder, { recursive: true });
});

const discovery = `/${tenantDomain}/v2.0/.well-known/openid-configuration`;

/** Asks as one who trusts the root and nothing else. `port` in a host stands for that of the emulator. */
async function get(emulator: Started, host: string, path: string) {
  const { port } = new URL(emulator.url);
  const named = host.replace("port", port);
  const asked = request({
    host: "127.0.0.1",
    port,
    path,
    servername: named.replace(/:\d+$/, ""),
    headers: { host: named },
    ca: readFileSync(emulator.root?.file ?? ""),
  });
  const [response]: IncomingMessage[] = await once(asked.end(), "response");
  if (!response) {
    throw new Error("No response");
  }
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

const own = ["localhost:port", `${tenantId}.localhost:port`];
const mapped = ["contoso.ciamlogin.com", "contoso.ciamlogin.com:port", `${tenantId}.ciamlogin.com`];

test.each([
  ...own.map((host) => ["https", host] as const),
  ...[...own, ...mapped].map((host) => ["ciamlogin", host] as const),
])("With %s the discovery document of %s names that host", async (scheme, host) => {
  const emulator = scheme === "https" ? local : ciamlogin;
  const { port } = new URL(emulator.url);
  const { status, body } = await get(emulator, host, discovery);
  expect(status).toBe(200);
  const origin = `https://${host.replace("port", port)}`;
  expect(JSON.parse(body)).toMatchObject({
    issuer: emulator.issuer,
    authorization_endpoint: `${origin}/${tenantId}/oauth2/v2.0/authorize`,
    token_endpoint: `${origin}/${tenantId}/oauth2/v2.0/token`,
    jwks_uri: `${origin}/${tenantId}/discovery/v2.0/keys`,
  });
});

test("The issuer is Entra's if it serves Entra's names, and else one of this machine", () => {
  expect(ciamlogin.issuer).toBe(`https://${tenantId}.ciamlogin.com/${tenantId}/v2.0`);
  expect(ciamlogin.ciamlogin).toBe("https://contoso.ciamlogin.com/");
  expect(new URL(local.issuer).hostname).toBe(`${tenantId}.localhost`);
  expect(local.ciamlogin).toBeUndefined();
});

test.each(["localhost", "localhost:1", "other.localhost:port", "www.example.com"])(
  "The host %s is not its own, and gets nothing",
  async (host) => {
    const { port } = new URL(local.url);
    const asked = request({
      host: "127.0.0.1",
      port,
      path: discovery,
      servername: "localhost",
      headers: { host: host.replace("port", port) },
      ca: readFileSync(local.root?.file ?? ""),
    });
    const [response]: IncomingMessage[] = await once(asked.end(), "response");
    expect(response?.statusCode).toBe(421);
    response?.resume();
  },
);

test("Cookies go by https alone", async () => {
  const { port } = new URL(local.url);
  const app = `client_id=${firstApp.clientId}&redirect_uri=${firstApp.redirectUris[0]}`;
  const { status, headers } = await get(
    local,
    `localhost:${port}`,
    `/${tenantId}/oauth2/v2.0/authorize?${app}&response_type=code&scope=openid`,
  );
  expect(status).toBe(303);
  const cookies = headers["set-cookie"] ?? [];
  expect(cookies).not.toEqual([]);
  for (const cookie of cookies) {
    expect(cookie).toMatch(/; secure/i);
    expect(cookie).toMatch(/; httponly/i);
  }
});

test("No browser is told to ask for localhost by https from now on", async () => {
  const { headers } = await get(local, "localhost:port", "/");
  expect(headers).not.toHaveProperty("strict-transport-security");
});

test("It answers no plain http", async () => {
  await expect(fetch(local.url.replace("https:", "http:"))).rejects.toThrow();
});
