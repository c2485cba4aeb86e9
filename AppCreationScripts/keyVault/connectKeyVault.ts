import { createBearerHttpClient, type Wait } from "../http/bearerHttpClient.js";
import type { CertificateRequest, KeyVault } from "./KeyVault.js";
import { KeyVaultError, keyVaultErrorOf } from "./KeyVaultError.js";
import { certificateIn, hasVersions, signedElsewhere, waitingRequestIn } from "./vaultAnswers.js";

interface KeyVaultConnection {
  /** The vault's address, as the app is told of it. */
  readonly url: string;
  readonly accessToken: string;
  readonly wait: Wait;
}

const apiVersion = "7.4";

/** Connects to a key vault. Its calls throw KeyVaultError. */
export function connectKeyVault({ url: vaultUrl, accessToken, wait }: KeyVaultConnection): KeyVault {
  const http = createBearerHttpClient(accessToken, wait);
  async function send(method: string, path: string, data?: object): Promise<unknown> {
    try {
      const url = new URL(`${path}?api-version=${apiVersion}`, vaultUrl).href;
      return (await http.request<unknown>({ method, url, data })).data;
    } catch (error) {
      throw keyVaultErrorOf(error);
    }
  }
  return {
    url: vaultUrl,
    certificate: (name) => ifThere(send("GET", `/certificates/${name}`).then(certificateIn)),
    pendingRequest: (name) => ifThere(send("GET", `/certificates/${name}/pending`).then(waitingRequestIn)),
    async requestCertificate(name, request) {
      const body = { policy: policyOf(request) };
      const waiting = waitingRequestIn(await send("POST", `/certificates/${name}/create`, body));
      if (!waiting) {
        throw new KeyVaultError("The key vault has no signing request for the new certificate.", {
          status: 200,
          code: "",
        });
      }
      return waiting;
    },
    async mergeCertificate(name, der) {
      await send("POST", `/certificates/${name}/pending/merge`, { x5c: [der] });
    },
    hasSecret: async (name) =>
      (await ifThere(send("GET", `/secrets/${name}/versions`).then(hasVersions))) ?? false,
    async setSecret(name, value) {
      await send("PUT", `/secrets/${name}`, { value });
    },
  };
}

/**
 * The app signs with the private key, and so the key can be exported, by those alone who may read the secret.
 *
 * @see https://learn.microsoft.com/azure/key-vault/certificates/about-certificates
 */
function policyOf({ subject, noticeDays }: CertificateRequest) {
  return {
    issuer: { name: signedElsewhere },
    key_props: { kty: "RSA", key_size: 3072, exportable: true, reuse_key: false },
    secret_props: { contentType: "application/x-pem-file" },
    x509_props: {
      subject,
      key_usage: ["digitalSignature"],
      ekus: ["1.3.6.1.5.5.7.3.2"],
      validity_months: 12,
    },
    lifetime_actions: [
      { trigger: { days_before_expiry: noticeDays }, action: { action_type: "EmailContacts" } },
    ],
  };
}

async function ifThere<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof KeyVaultError && error.status === 404) {
      return undefined;
    }
    throw error;
  }
}
