import { once } from "node:events";
import { createServer } from "node:net";
import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import { z } from "zod";
import { refreshFromKeyVault } from "../../src/credentials/keyVault.js";
import { createMemoryLog } from "../support/memoryLog.js";
import { takeTimeLimits } from "../support/timeLimit.js";

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

test("a key vault that does not answer is waited for no longer than 30 seconds", async () => {
  const limits = takeTimeLimits();
  const { url, connection } = await startSilentServer();
  const failure = load(url).catch((error: unknown) => error);
  await connection;
  expect(limits.milliseconds).toEqual([30_000]);
  limits.runOut();
  expect(await failure).toMatchObject({
    name: "CredentialError",
    message: "The key vault's secret sign-in cannot be read: the vault did not answer within 30 seconds.",
  });
});

test("settings that no identity can be made of are told", async () => {
  vi.stubEnv("AZURE_TOKEN_CREDENTIALS", "nonsense");
  await expect(load("https://contoso.vault.azure.net/")).rejects.toMatchObject({
    name: "CredentialError",
    message: expect.stringMatching(
      /^The key vault's secret sign-in cannot be read: Error: Invalid value for AZURE_TOKEN_CREDENTIALS/,
    ),
  });
});
