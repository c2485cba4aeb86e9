import { dayOf } from "../../../src/credentials/dayOf.js";
import type { KeyVault, PublicCertificate, VaultCertificate } from "../../keyVault/KeyVault.js";
import { publicCertificate } from "../../keyVault/publicCertificate.js";
import type { CreateKeyPair } from "../../project/keyPair.js";
import type { Credential, CredentialRequest } from "../credential/credentialRequest.js";
import { findCertificates, registerCertificate } from "../credential/registerCertificate.js";
import type { Step } from "../Step.js";
import { whenReplicated } from "../whenReplicated.js";
import { advising } from "./vaultRefusals.js";

/** Asks for a certificate whose private key never leaves a key vault. */
export interface VaultCertificateRequest extends CredentialRequest {
  readonly vault: KeyVault;
  /** Of the certificate in the vault. */
  readonly certificateName: string;
  readonly createKeyPair: CreateKeyPair;
}

const day = 24 * 60 * 60 * 1000;

/** Days; a certificate that expires sooner is replaced, and the vault tells its contacts. */
const noticeDays = 60;

/** Milliseconds; Entra takes a certificate for a year at most, and a year can have 365 days. */
const validity = 365 * day;

/** Milliseconds by which clocks may differ: Entra must not take a new certificate for one of the future. */
const clockDifference = 5 * 60 * 1000;

/** Milliseconds in which all of Entra gets to know a certificate, before an app that runs may use it. */
const untilKnown = 2 * 60 * 1000;

/**
 * Gives the app a certificate in a key vault, unless that has one that is good. A new one is registered before the vault
 * makes it the newest version: an app that reads the vault at any moment reads one that Entra knows.
 */
export const ensureVaultCertificate: Step<VaultCertificateRequest, Credential> = {
  title: "Key Vault certificate",
  doing: "giving the app a certificate in the key vault and writing the settings",
  permissions: ["Application.ReadWrite.All"],
  roles: ["Application Developer", "Cloud Application Administrator"],
  async run(request, tools) {
    const { application, vault, certificateName: name, save } = request;
    const { graph, wait } = tools;
    const { id, isNew } = application;
    const found = await advising({ kind: "certificate", name }, () => vault.certificate(name));
    const registered = await whenReplicated(isNew, wait, () => findCertificates(id, graph));
    const ders = registered.flatMap(({ key }) => key ?? []);
    const good = found?.enabled && expiresLate(found) ? found : undefined;
    if (good) {
      requireKey(good, name);
    }
    const certificate = good ?? (await signed(request, ders));
    if (!ders.includes(certificate.der)) {
      await registerCertificate(application, registered, certificate, tools);
    }
    if (!good) {
      if (found) {
        await wait(untilKnown);
      }
      await advising({ kind: "certificate", name }, () => vault.mergeCertificate(name, certificate.der));
    }
    await save({ KEY_VAULT_URL: vault.url, KEY_VAULT_CERTIFICATE: name });
    const { validTo: expires } = certificate;
    return {
      done: `${good ? "found" : "made"} ${name}, good until ${dayOf(expires)}`,
      result: { kind: "certificate", expires },
    };
  },
};

/** Returns a certificate for the key pair that waits in the vault, or for a new one: the one that is registered, or a new one. */
async function signed(
  { application: { appId }, vault, certificateName: name, createKeyPair }: VaultCertificateRequest,
  registered: readonly string[],
): Promise<PublicCertificate> {
  const subject = `CN=${appId}`;
  const request = await advising(
    { kind: "certificate", name },
    async () => (await vault.pendingRequest(name)) ?? vault.requestCertificate(name, { subject, noticeDays }),
  );
  const waiting = registered
    .filter((der) => request.isFor(der))
    .map(publicCertificate)
    .find(expiresLate);
  if (waiting) {
    return waiting;
  }
  const validFrom = new Date(Date.now() - clockDifference);
  const validTo = new Date(validFrom.getTime() + validity);
  const { privateKey: signingKey } = await createKeyPair();
  return request.sign({ commonName: appId, validFrom, validTo, signingKey });
}

function expiresLate({ validTo }: PublicCertificate): boolean {
  return validTo.getTime() > Date.now() + noticeDays * day;
}

/** @throws Error if the app could not sign with it. */
function requireKey({ exportable }: VaultCertificate, name: string): void {
  if (!exportable) {
    throw new Error(
      `The certificate ${name} of the vault does not let the app have its private key, with which the app signs: choose ` +
        "another --certificate-name.",
    );
  }
}
