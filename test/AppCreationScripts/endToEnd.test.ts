import path from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { parseVariables } from "../../AppCreationScripts/project/environmentText.js";
import type { EmulatorClient } from "../../emulator/applications/client.js";
import { type Emulator, startEmulator } from "../../emulator/startEmulator.js";
import { createTenant, tenantDomain, tenantId } from "../../emulator/tenant.js";
import { createMemoryLog } from "../support/app/memoryLog.js";
import { listenOnFreePort, startApp } from "../support/app/startApp.js";
import { startTestEmulator } from "../support/emulator/emulatorApps.js";
import { signInAtEmulator } from "../support/emulator/signInAtEmulator.js";
import { freePort, startServer } from "../support/process/startServer.js";
import { visitorOf } from "../support/visitors/signInByHttp.js";
import { signInAdaAtEmulator } from "./signIn/administratorAtEmulator.js";
import { startTestTenant, type TestTenant } from "./testTenant.js";

/** A tenant whose sign-in is an emulator and whose Graph takes the emulator's tokens. */
async function startWholeTenant(): Promise<TestTenant & { readonly emulator: Emulator }> {
  const emulator = await startTestEmulator([], { pollingInterval: 0 });
  onTestFinished(() => emulator.close());
  const tenant = await startTestTenant({
    tenant: { id: tenantId, initialDomain: tenantDomain, tenantType: "CIAM" },
    jwks: `${emulator.url}${createTenant(0).paths.keys}`,
    // The emulator is no host of ciamlogin.com, so the app is told its authority.
    cloud: { signInOrigin: emulator.url, externalTenants: false },
    tools: { signIn: (request, output) => signInAdaAtEmulator(emulator, request, output) },
  });
  return { ...tenant, emulator };
}

/** Starts the emulator anew where it was, with the app that is registered in its tenant. */
async function knowApp({
  graph,
  emulator,
}: {
  readonly graph: TestTenant["graph"];
  readonly emulator: Emulator;
}) {
  const [application] = graph.applications;
  const { redirectUris = [] } = application?.web ?? {};
  const client: EmulatorClient = {
    clientId: application?.appId ?? "",
    clientSecret: application?.passwordCredentials[0]?.secretText ?? "no secret",
    redirectUris: redirectUris.slice(0, 1),
    postLogoutRedirectUris: redirectUris.slice(1),
    certificates: (application?.keyCredentials ?? []).map(
      ({ key }) => `-----BEGIN CERTIFICATE-----\n${key}\n-----END CERTIFICATE-----\n`,
    ),
  };
  await emulator.close();
  const knowing = await startEmulator({
    port: Number(new URL(emulator.url).port),
    clients: [client],
    log: createMemoryLog(),
  });
  onTestFinished(() => knowing.close());
}

describe("After npm run configure by an administrator at the emulator", () => {
  test("the app starts with the .env that was written and signs Ada in", async () => {
    const tenant = await startWholeTenant();
    const url = `http://localhost:${await freePort()}`;
    await tenant.configure("--base-url", url);
    expect([...(tenant.graph.applications[0]?.owners ?? [])]).toEqual([expect.stringMatching(/^a0a0a0a0-/)]);
    await knowApp(tenant);
    const server = startServer({ dotenv: tenant.read(".env") });
    onTestFinished(async () => {
      server.stop("SIGTERM");
      await server.ended;
    });
    await server.printed("Stop with Ctrl+C");
    const visitor = visitorOf({ url });
    await signInAtEmulator(visitor);
    const { text } = await visitor.get("/users/id").expect(200);
    expect(text).toContain("Ada Winters");
  });

  test("the app signs Ada in with the certificate that was made", async () => {
    const tenant = await startWholeTenant();
    const listening = await listenOnFreePort();
    await tenant.configure("--base-url", listening.url, "--certificate");
    await knowApp(tenant);
    const settings = parseVariables(tenant.read(".env"));
    const app = await startApp(
      {
        ...settings,
        CLIENT_SECRET: undefined,
        CLIENT_CERTIFICATE_PATH: path.join(tenant.folder, settings.CLIENT_CERTIFICATE_PATH ?? ""),
      },
      listening,
    );
    onTestFinished(() => app.close());
    const visitor = visitorOf(app);
    await signInAtEmulator(visitor);
    const { text } = await visitor.get("/users/id").expect(200);
    expect(text).toContain("Ada Winters");
  });
});
