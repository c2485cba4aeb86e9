import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tenantId } from "../../../emulator/tenant.js";
import { ada, startTestEmulator } from "../../support/emulator/emulatorApps.js";
import { runHttpsClient } from "../../support/emulator/runHttpsClient.js";

type Started = Awaited<ReturnType<typeof startTestEmulator>>;

const folder = mkdtempSync(path.join(tmpdir(), "authorities-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("at localhost", () => {
  let emulator: Started;
  beforeAll(async () => {
    emulator = await startTestEmulator(undefined, { https: { folder } });
  });
  afterAll(() => emulator.close());

  test("MSAL Node signs a person in and renews, with authority and known authorities alone", async () => {
    const { url, authority, issuer } = emulator;
    const hosts = [url, issuer].map((address) => new URL(address).host);
    const environment = { AUTHORITY: authority, KNOWN_AUTHORITIES: hosts.join(" ") };
    const claims = { iss: issuer, tid: tenantId, preferred_username: ada.email };
    expect(await runHttpsClient("msalNode", emulator, environment)).toMatchObject({
      asked: url,
      claims,
      renewed: claims,
    });
  });

  test("openid-client signs a person in and renews, with the issuer alone", async () => {
    const { issuer } = emulator;
    const claims = { iss: issuer, tid: tenantId };
    expect(await runHttpsClient("openidClient", emulator, { ISSUER: issuer })).toMatchObject({
      asked: new URL(issuer).origin,
      claims,
      renewed: claims,
    });
  });
});

describe("under Entra's names", () => {
  const issuer = `https://${tenantId}.ciamlogin.com/${tenantId}/v2.0`;
  let emulator: Started;
  beforeAll(async () => {
    emulator = await startTestEmulator(undefined, { https: { folder, ciamlogin: true } });
  });
  afterAll(() => emulator.close());

  test("MSAL Node signs a person in with the settings of a real tenant", async () => {
    const environment = {
      AUTHORITY: "https://contoso.ciamlogin.com/",
      KNOWN_AUTHORITIES: `contoso.ciamlogin.com ${tenantId}.ciamlogin.com`,
    };
    expect(await runHttpsClient("msalNode", emulator, environment)).toMatchObject({
      asked: "https://contoso.ciamlogin.com",
      claims: { iss: issuer, preferred_username: ada.email },
      renewed: { iss: issuer },
    });
  });

  test("MSAL Node needs no mapped name, and one known authority, if it asks by the tenant's id", async () => {
    const environment = {
      AUTHORITY: `${emulator.url}/${tenantId}`,
      KNOWN_AUTHORITIES: new URL(emulator.url).host,
    };
    expect(await runHttpsClient("msalNode", emulator, environment)).toMatchObject({
      asked: emulator.url,
      claims: { iss: issuer },
    });
  });

  test("openid-client signs a person in with the issuer of a real tenant", async () => {
    expect(await runHttpsClient("openidClient", emulator, { ISSUER: issuer })).toMatchObject({
      asked: `https://${tenantId}.ciamlogin.com`,
      claims: { iss: issuer },
    });
  });
});
