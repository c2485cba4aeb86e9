import { renameSync, writeFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import path from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { startKeyVault } from "../support/credentials/azure/keyVault.js";
import { startManagedIdentityEndpoint } from "../support/credentials/azure/managedIdentityEndpoint.js";
import { createClientCertificate } from "../support/credentials/clientCertificate.js";
import { createPfx } from "../support/credentials/pfx.js";
import { type RegisteredServer, startRegisteredServer } from "../support/emulator/registeredServer.js";
import { signInAtEmulator } from "../support/emulator/signInAtEmulator.js";
import { answerHtml, answerJson } from "../support/network/localServer.js";
import { temporaryFolder } from "../support/process/temporaryFolder.js";
import { FederatedIssuer } from "../support/tenant/federatedIssuer.js";
import { visitorOf } from "../support/visitors/signInByHttp.js";

const certificate = await createClientCertificate();
const renewed = await createClientCertificate();
const identity = "22222222-3333-4444-8555-666666666666";

/** Writes a file as programs that renew credentials do, in one step, and gives its path. */
function write(file: string, content: string | Buffer): string {
  writeFileSync(`${file}.new`, content);
  renameSync(`${file}.new`, file);
  return file;
}

const newFile = (name: string, content: string | Buffer) =>
  write(path.join(temporaryFolder(), name), content);

async function isReady({ process }: RegisteredServer): Promise<void> {
  await process.printed("Stop with Ctrl+C");
}

async function expectSignIn(server: RegisteredServer): Promise<void> {
  await isReady(server);
  const visitor = visitorOf(server);
  expect(await signInAtEmulator(visitor)).toMatchObject({ status: 200 });
  expect((await visitor.get("/")).text).toContain("<h1>Hello, Ada");
}

/** Tries to sign in, and gives what a developer reads of the error. */
async function expectRefusal(server: RegisteredServer, status: number): Promise<string> {
  await isReady(server);
  const answer = await signInAtEmulator(visitorOf(server));
  expect(answer.status).toBe(status);
  return answer.text;
}

describe("a certificate", () => {
  test.each([
    ["PEM", () => certificate.cert + certificate.key],
    ["PFX", () => createPfx(certificate, "")],
  ])("signs people in from a %s file", async (_format, content) => {
    const CLIENT_CERTIFICATE_PATH = newFile("client", content());
    await expectSignIn(
      await startRegisteredServer({ certificates: [certificate.cert] }, { CLIENT_CERTIFICATE_PATH }),
    );
  });

  test("is refused where it is not registered, and used from when it is renewed, with no restart", async () => {
    const CLIENT_CERTIFICATE_PATH = newFile("client.pem", certificate.cert + certificate.key);
    const server = await startRegisteredServer({ certificates: [renewed.cert] }, { CLIENT_CERTIFICATE_PATH });
    expect(await expectRefusal(server, 502)).toContain("AADSTS700027");
    write(CLIENT_CERTIFICATE_PATH, renewed.cert + renewed.key);
    await server.process.printed("the renewed credential");
    await expectSignIn(server);
  });
});

describe("the token of a Kubernetes workload", () => {
  const workload = {
    subject: "system:serviceaccount:shop:sign-in-app",
    audience: "api://AzureADTokenExchange",
  };

  async function startWorkload(token: (issuer: FederatedIssuer) => Promise<string>) {
    const issuer = await FederatedIssuer.start();
    onTestFinished(() => issuer.close());
    const tokenFile = newFile("azure-identity-token", await token(issuer));
    const server = await startRegisteredServer(
      { federatedCredentials: [{ issuer: issuer.issuer, ...workload }] },
      { CLIENT_CREDENTIAL: "workload-identity", AZURE_FEDERATED_TOKEN_FILE: tokenFile },
    );
    return { issuer, server, tokenFile };
  }

  test("signs people in, and is read anew for each sign-in", async () => {
    const expired = { exp: Math.floor(Date.now() / 1000) - 3600 };
    const { issuer, server, tokenFile } = await startWorkload((by) => by.token(workload, expired));
    expect(await expectRefusal(server, 502)).toContain("AADSTS700024");
    write(tokenFile, `${await issuer.token(workload)}\n`);
    await expectSignIn(server);
    write(tokenFile, "");
    expect(await expectRefusal(server, 503)).toContain("credential_unavailable");
  });

  test("is refused where the application has no federated credential for it", async () => {
    const other = { ...workload, subject: "system:serviceaccount:shop:another" };
    const { server } = await startWorkload((issuer) => issuer.token(other));
    expect(await expectRefusal(server, 502)).toContain("AADSTS700213");
  });

  test("has to be there at the start", async () => {
    const { process } = await startRegisteredServer(
      {},
      { CLIENT_CREDENTIAL: "workload-identity", AZURE_FEDERATED_TOKEN_FILE: "/nowhere/token" },
    );
    expect(await process.ended).toMatchObject({
      code: 1,
      errors: expect.stringContaining(
        "AZURE_FEDERATED_TOKEN_FILE (/nowhere/token) holds no token that can be read.",
      ),
    });
  });
});

describe("a managed identity", () => {
  const settings = { CLIENT_CREDENTIAL: "managed-identity", AZURE_CLIENT_ID: identity };

  test("signs people in, with one token for all of them", async () => {
    const { issuer, subject, requests, environment } = await startManagedIdentityEndpoint();
    const server = await startRegisteredServer(
      { federatedCredentials: [{ issuer, subject, audience: "api://AzureADTokenExchange" }] },
      { ...settings, ...environment },
    );
    await expectSignIn(server);
    await expectSignIn(server);
    expect(requests).toEqual([`api://AzureADTokenExchange as ${identity}`]);
  });

  test("that gives no token lets nobody in, and says so", async () => {
    const { fail, environment } = await startManagedIdentityEndpoint();
    fail();
    const server = await startRegisteredServer({}, { ...settings, ...environment });
    const page = await expectRefusal(server, 503);
    expect(page).toContain("credential_unavailable");
    expect(page).toContain("The managed identity or token that stands for the app cannot be had");
  });
});

describe("a key vault", () => {
  async function startWithVault(
    secrets: Parameters<typeof startKeyVault>[0],
    settings: Readonly<Record<string, string>>,
  ) {
    const endpoint = await startManagedIdentityEndpoint();
    const vault = await startKeyVault(secrets, endpoint.issued);
    return startRegisteredServer(
      { clientSecret: "of-the-vault", certificates: [certificate.cert] },
      { KEY_VAULT_URL: vault.url, ...vault.environment, ...endpoint.environment, ...settings },
    );
  }

  test.each([
    ["a client secret", { value: "of-the-vault" }, { KEY_VAULT_SECRET: "sign-in" }],
    [
      "a client secret from a file, with its last line break",
      { value: "of-the-vault\n" },
      { KEY_VAULT_SECRET: "sign-in" },
    ],
    [
      "a certificate as PFX",
      () => ({
        value: createPfx(certificate, "", "legacy").toString("base64"),
        contentType: "application/x-pkcs12",
      }),
      { KEY_VAULT_CERTIFICATE: "sign-in" },
    ],
    [
      "a certificate as PEM",
      { value: certificate.key + certificate.cert, contentType: "application/x-pem-file" },
      { KEY_VAULT_CERTIFICATE: "sign-in", AZURE_CLIENT_ID: identity },
    ],
  ])("signs people in with %s", async (_what, secret, settings) => {
    const secrets = { "sign-in": typeof secret === "function" ? secret() : secret };
    await expectSignIn(await startWithVault(secrets, settings));
  });

  const found = { "sign-in": { value: "of-the-vault" } };
  const halfOfIt: RequestListener = (_request, response) =>
    response.setHeader("Content-Type", "application/json").end('{"value":"of-the-vau');

  test.each([
    ["lacks the secret", {}, {}, /RestError: SecretNotFound status 404\n$/],
    [
      "finds nobody who asks",
      found,
      { AZURE_TOKEN_CREDENTIALS: "EnvironmentCredential" },
      /no identity can be had here\. Give the app a managed identity in Azure, or run az login at your desk\./,
    ],
    ["answers something else", { "sign-in": answerJson({}) }, {}, /the vault's answer holds no secret\./],
    ["answers a page", { "sign-in": answerHtml }, {}, /the vault's answer holds no secret\./],
    ["answers half of it", { "sign-in": halfOfIt }, {}, /the vault's answer holds no secret\.\n$/],
    ["has a secret without value", { "sign-in": { value: "" } }, {}, /the vault's answer holds no secret\./],
  ])("that %s stops the start, and says so", async (_case, secrets, settings, reason) => {
    const { process } = await startWithVault(secrets, { KEY_VAULT_SECRET: "sign-in", ...settings });
    const message = /^The configuration cannot be used:\n {2}The key vault's secret sign-in cannot be read: /;
    expect(await process.ended).toMatchObject({
      code: 1,
      errors: expect.stringMatching(new RegExp(message.source + reason.source)),
    });
  });

  test.each([
    [
      "no PFX",
      { value: "bm9pc2U=", contentType: "application/x-pkcs12" },
      "is neither PEM nor a PFX that opens.",
    ],
    ["no key", { value: certificate.cert }, "has no private key that can be read."],
  ])("whose certificate is a secret with %s stops the start, and says so", async (_case, secret, reason) => {
    const { process } = await startWithVault({ "sign-in": secret }, { KEY_VAULT_CERTIFICATE: "sign-in" });
    expect((await process.ended).errors).toBe(
      `The configuration cannot be used:\n  KEY_VAULT_CERTIFICATE (sign-in) ${reason}\n`,
    );
  });
});
