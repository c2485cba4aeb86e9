import { once } from "node:events";
import { createServer } from "node:net";
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import * as z from "zod";
import { refreshFromKeyVault } from "../../src/credentials/keyVault.js";
import { createMemoryLog } from "../support/app/memoryLog.js";
import { startKeyVault } from "../support/credentials/azure/keyVault.js";
import { startManagedIdentityEndpoint } from "../support/credentials/azure/managedIdentityEndpoint.js";
import { takeTimeLimits } from "../support/time/timeLimit.js";

beforeEach(() => {
  // The vault's client reads it once for the whole process.
  vi.stubEnv("NO_PROXY", "localhost,127.0.0.1");
});

afterEach(() => {
  vi.unstubAllEnvs();
});

const load = (url: string) =>
  refreshFromKeyVault(
    { kind: "key-vault", url, holds: "secret", name: "sign-in", identityClientId: undefined },
    createMemoryLog(),
  );

/** The address of a server that takes connections and keeps silent, and its first connection. */
async function startSilentServer() {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const connection = once(server, "connection").then(([socket]) => onTestFinished(() => socket.destroy()));
  onTestFinished(() => void server.close());
  const address = z.object({ port: z.number() }).parse(server.address());
  return { url: `https://127.0.0.1:${address.port}/`, connection };
}

const outOfTime = {
  name: "CredentialError",
  message:
    "The key vault's secret sign-in cannot be read: " +
    "the vault, or what gives the app its identity, did not answer within 30 seconds.",
};

test("a key vault that does not answer is waited for no longer than 30 seconds", async () => {
  const limits = takeTimeLimits();
  const { url, connection } = await startSilentServer();
  const failure = load(url).catch((error: unknown) => error);
  await connection;
  expect(limits.milliseconds).toEqual([30_000]);
  limits.runOut();
  expect(await failure).toMatchObject(outOfTime);
});

test("an identity that does not answer is waited for no longer either", async () => {
  const limits = takeTimeLimits();
  const endpoint = await startManagedIdentityEndpoint();
  const vault = await startKeyVault({}, endpoint.issued);
  // NODE_EXTRA_CA_CERTS counts at the start of a process alone.
  const settings = { ...endpoint.environment, ...vault.environment, NODE_TLS_REJECT_UNAUTHORIZED: "0" };
  for (const [name, value] of Object.entries(settings)) {
    vi.stubEnv(name, value);
  }
  const asked = new Promise<void>((resolve) => endpoint.fail(() => resolve()));
  const failure = load(vault.url).catch((error: unknown) => error);
  await asked;
  limits.runOut();
  expect(await failure).toMatchObject(outOfTime);
});

test("settings that no identity can be made of are told", async () => {
  vi.stubEnv("AZURE_TOKEN_CREDENTIALS", "nonsense");
  await expect(load("https://contoso.vault.azure.net/")).rejects.toMatchObject({
    name: "CredentialError",
    message: expect.stringMatching(
      /^The key vault's secret sign-in cannot be read: AZURE_TOKEN_CREDENTIALS has a value that/,
    ),
  });
});
