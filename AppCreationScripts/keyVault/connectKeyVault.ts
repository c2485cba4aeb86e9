import * as z from "zod";
import { createBearerHttpClient, type Wait } from "../http/bearerHttpClient.js";
import type { CertificateRequest, KeyVault } from "./KeyVault.js";
import { KeyVaultError, keyVaultErrorOf } from "./KeyVaultError.js";

interface KeyVaultConnection {
  /** The vault's origin. */
  readonly origin: string;
  readonly accessToken: string;
  readonly wait: Wait;
}

const apiVersion = "7.4";

const certificateBundle = z.object({
  cer: z.base64(),
  attributes: z.object({ enabled: z.boolean() }),
  policy: z.object({ key_props: z.object({ exportable: z.boolean() }) }),
});

const certificateOperation = z.object({
  status: z.string(),
  csr: z.base64().nullish(),
  issuer: z.object({ name: z.string() }),
});

const secretVersions = z.object({ value: z.array(z.unknown()).nullish() });

/** What the vault calls a certificate that somebody else signs. */
const signedElsewhere = "Unknown";

/**
 * Connects to a key vault.
 *
 * Its calls throw KeyVaultError if the vault refuses or does not answer, and ZodError if the answer is not what its
 * documentation says.
 */
export function connectKeyVault({ origin, accessToken, wait }: KeyVaultConnection): KeyVault {
  const http = createBearerHttpClient(accessToken, wait);
  async function send(method: string, path: string, data?: object): Promise<unknown> {
    try {
      const url = `${origin}${path}?api-version=${apiVersion}`;
      return (await http.request<unknown>({ method, url, data })).data;
    } catch (error) {
      throw keyVaultErrorOf(error);
    }
  }
  return {
    async certificate(name) {
      const found = certificateBundle.optional().parse(await ifThere(send("GET", `/certificates/${name}`)));
      return (
        found && {
          der: found.cer,
          enabled: found.attributes.enabled,
          exportable: found.policy.key_props.exportable,
        }
      );
    },
    async pendingRequest(name) {
      const operation = await ifThere(send("GET", `/certificates/${name}/pending`));
      return waitingRequest(certificateOperation.optional().parse(operation));
    },
    async requestCertificate(name, request) {
      const policy = policyOf(request);
      const operation = await send("POST", `/certificates/${name}/create`, { policy });
      const csr = waitingRequest(certificateOperation.parse(operation));
      if (csr === undefined) {
        throw new Error("The key vault has no signing request for the new certificate.");
      }
      return csr;
    },
    async mergeCertificate(name, der) {
      await send("POST", `/certificates/${name}/pending/merge`, { x5c: [der] });
    },
    async hasSecret(name) {
      const versions = await ifThere(send("GET", `/secrets/${name}/versions`));
      return (secretVersions.optional().parse(versions)?.value ?? []).length > 0;
    },
    async setSecret(name, value) {
      await send("PUT", `/secrets/${name}`, { value });
    },
  };
}

/** The request of an operation that waits for a signature. One whose issuer is at work, or that has ended, has none. */
function waitingRequest(operation: z.output<typeof certificateOperation> | undefined): string | undefined {
  const { status, csr, issuer } = operation ?? {};
  const waits = status?.toLowerCase() === "inprogress" && issuer?.name === signedElsewhere;
  return waits ? (csr ?? undefined) : undefined;
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

async function ifThere(call: Promise<unknown>): Promise<unknown> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof KeyVaultError && error.status === 404) {
      return undefined;
    }
    throw error;
  }
}
