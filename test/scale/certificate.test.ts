import { renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { startKeyVault, type VaultSecret } from "../support/credentials/azure/keyVault.js";
import { startManagedIdentityEndpoint } from "../support/credentials/azure/managedIdentityEndpoint.js";
import { type ClientCertificate, createClientCertificate } from "../support/credentials/clientCertificate.js";
import { type Deployment, startDeployment } from "../support/deployment/deployment.js";
import type { Environment } from "../support/deployment/instance.js";
import { Load } from "../support/deployment/load.js";
import { lost } from "../support/deployment/lost.js";
import { rollOut } from "../support/deployment/rollOut.js";
import { temporaryFolder } from "../support/process/temporaryFolder.js";
import { provenByOneOf } from "../support/tenant/registeredCertificates.js";

const former = await createClientCertificate();
const renewed = await createClientCertificate();

/** Starts the app with this credential at a tenant that knows the former certificate, and customers who sign in. */
async function startWith(credential: Environment): Promise<{ deployment: Deployment; load: Load }> {
  const deployment = await startDeployment({}, credential);
  onTestFinished(() => deployment.close());
  deployment.tenant.provesApp = provenByOneOf([former.cert]);
  const load = new Load(deployment, 4);
  onTestFinished(() => load.stop());
  await load.goesOnFor(5);
  return { deployment, load };
}

/** Waits for those whose sign-in may have begun with the former certificate, removes it, and lets others sign in. */
async function expectFormerToBeReplaced(deployment: Deployment, before: Load): Promise<void> {
  await before.stop();
  deployment.tenant.provesApp = provenByOneOf([renewed.cert]);
  const after = new Load(deployment, 4);
  onTestFinished(() => after.stop());
  await after.goesOnFor(20);
  await after.stop();
  for (const load of [before, after]) {
    expect(load.failures).toEqual([]);
    expect(await lost(load.signedIn)).toEqual([]);
  }
}

describe("a certificate that is replaced in the steps of docs/operations/certificate.md", () => {
  test("fails no sign-in where it is in a file, and wants no restart", async () => {
    const file = path.join(temporaryFolder(), "client.pem");
    writeFileSync(file, former.cert + former.key);
    const { deployment, load } = await startWith({ CLIENT_CERTIFICATE_PATH: file });
    deployment.tenant.provesApp = provenByOneOf([former.cert, renewed.cert]);
    writeFileSync(`${file}.new`, renewed.cert + renewed.key);
    renameSync(`${file}.new`, file);
    for (const instance of deployment.instances) {
      await instance.printed("From now on the app proves its identity with the renewed credential");
    }
    await expectFormerToBeReplaced(deployment, load);
  });

  test("fails no sign-in where it is in Key Vault", async () => {
    const inVault = ({ cert, key }: ClientCertificate): VaultSecret => ({
      value: key + cert,
      contentType: "application/x-pem-file",
    });
    const secrets: Record<string, VaultSecret> = { "client-certificate": inVault(former) };
    const identity = await startManagedIdentityEndpoint();
    const vault = await startKeyVault(secrets, identity.issued);
    const { deployment, load } = await startWith({
      KEY_VAULT_URL: vault.url,
      KEY_VAULT_CERTIFICATE: "client-certificate",
      ...vault.environment,
      ...identity.environment,
    });
    secrets["client-certificate-2"] = inVault(renewed);
    deployment.tenant.provesApp = provenByOneOf([former.cert, renewed.cert]);
    await rollOut(deployment, { KEY_VAULT_CERTIFICATE: "client-certificate-2" }, () => load.goesOnFor(5));
    await expectFormerToBeReplaced(deployment, load);
  });
});
