import { createPublicKey, X509Certificate } from "node:crypto";
import forge from "node-forge";
import * as z from "zod";
import type { KeyPair } from "../../../AppCreationScripts/project/keyPair.js";
import { nextKeyPair } from "../../AppCreationScripts/keyPairs.js";

interface StoredCertificate {
  /** DER in base64. */
  readonly cer: string;
  readonly privateKey: string;
  enabled: boolean;
  readonly policy: object;
}

interface PendingCertificate {
  readonly csr: string;
  readonly keyPair: KeyPair;
  readonly policy: z.output<typeof policySchema>;
  status: "inProgress" | "completed";
}

export interface StoredVault {
  /** All versions of each, the newest last. */
  readonly certificates: Map<string, StoredCertificate[]>;
  readonly pending: Map<string, PendingCertificate>;
  readonly secrets: Map<string, string[]>;
}

interface VaultAnswer {
  readonly status: number;
  readonly body: object;
}

const policySchema = z.strictObject({
  issuer: z.strictObject({ name: z.string() }),
  key_props: z.strictObject({
    kty: z.literal("RSA"),
    key_size: z.union([z.literal(2048), z.literal(3072), z.literal(4096)]),
    exportable: z.boolean(),
    reuse_key: z.boolean(),
  }),
  secret_props: z.strictObject({ contentType: z.enum(["application/x-pem-file", "application/x-pkcs12"]) }),
  x509_props: z.strictObject({
    subject: z.string().startsWith("CN="),
    key_usage: z.array(z.enum(["digitalSignature", "keyEncipherment"])),
    ekus: z.array(z.string()),
    validity_months: z.int().min(1),
  }),
  lifetime_actions: z.array(
    z.strictObject({
      trigger: z.strictObject({ days_before_expiry: z.int() }),
      action: z.strictObject({ action_type: z.enum(["EmailContacts", "AutoRenew"]) }),
    }),
  ),
});

const newCertificate = z.strictObject({ policy: policySchema });
const merged = z.strictObject({ x5c: z.tuple([z.base64()]) });
const newSecret = z.strictObject({ value: z.string().min(1) });

const origin = "https://contoso.vault.azure.net";

/** What the vault answers to a call with a good token. */
export async function vaultAnswer(
  stored: StoredVault,
  method: string,
  path: string,
  content: string,
): Promise<VaultAnswer> {
  const [, kind = "", name = "", ...rest] = path.split("/");
  const body: unknown = content === "" ? undefined : JSON.parse(content);
  switch (`${method} ${[kind, ...rest].join("/")}`) {
    case "GET certificates":
      return certificateAnswer(stored, name);
    case "GET certificates/pending":
      return pendingAnswer(stored, name, 200);
    case "POST certificates/create":
      return create(stored, name, newCertificate.parse(body).policy);
    case "POST certificates/pending/merge":
      return merge(stored, name, merged.parse(body).x5c[0]);
    case "GET secrets/versions":
      return versions(stored, name);
    case "PUT secrets":
      return addSecret(stored, name, newSecret.parse(body).value);
    default:
      return refusal(405, "MethodNotAllowed");
  }
}

async function create(stored: StoredVault, name: string, policy: PendingCertificate["policy"]) {
  if (stored.pending.get(name)?.status === "inProgress") {
    return refusal(409, "Forbidden");
  }
  const keyPair = await nextKeyPair();
  stored.pending.set(name, { csr: requestFor(keyPair, policy), keyPair, policy, status: "inProgress" });
  return pendingAnswer(stored, name, 202);
}

function requestFor(
  { publicKey, privateKey }: KeyPair,
  { x509_props }: PendingCertificate["policy"],
): string {
  const request = forge.pki.createCertificationRequest();
  request.publicKey = forge.pki.publicKeyFromPem(publicKey);
  request.setSubject([{ name: "commonName", value: x509_props.subject.slice("CN=".length) }]);
  request.sign(forge.pki.privateKeyFromPem(privateKey), forge.md.sha256.create());
  const der = forge.asn1.toDer(forge.pki.certificationRequestToAsn1(request)).getBytes();
  return Buffer.from(der, "binary").toString("base64");
}

function pendingAnswer({ pending }: StoredVault, name: string, status: number): VaultAnswer {
  const found = pending.get(name);
  if (!found) {
    return refusal(404, "PendingCertificateNotFound");
  }
  return {
    status,
    body: {
      id: `${origin}/certificates/${name}/pending`,
      issuer: found.policy.issuer,
      csr: found.csr,
      cancellation_requested: false,
      status: found.status,
      request_id: "a76827a18b63421c917da80f28e9913d",
    },
  };
}

function merge(stored: StoredVault, name: string, cer: string): VaultAnswer {
  const found = stored.pending.get(name);
  if (found?.status !== "inProgress") {
    return refusal(404, "PendingCertificateNotFound");
  }
  const { publicKey } = new X509Certificate(Buffer.from(cer, "base64"));
  if (!publicKey.equals(createPublicKey(found.keyPair.publicKey))) {
    return refusal(400, "BadParameter");
  }
  found.status = "completed";
  const { policy, keyPair } = found;
  const all = stored.certificates.get(name) ?? [];
  const version = { cer, privateKey: keyPair.privateKey, enabled: true, policy };
  stored.certificates.set(name, [...all, version]);
  return { ...certificateAnswer(stored, name), status: 201 };
}

function certificateAnswer({ certificates }: StoredVault, name: string): VaultAnswer {
  const versions = certificates.get(name) ?? [];
  const newest = versions.at(-1);
  if (!newest) {
    return refusal(404, "CertificateNotFound");
  }
  const { cer, enabled, policy } = newest;
  const { validFrom, validTo } = new X509Certificate(Buffer.from(cer, "base64"));
  const [nbf, exp] = [validFrom, validTo].map((time) => Date.parse(time) / 1000);
  const id = `${name}/${String(versions.length).padStart(32, "0")}`;
  return {
    status: 200,
    body: {
      id: `${origin}/certificates/${id}`,
      kid: `${origin}/keys/${id}`,
      sid: `${origin}/secrets/${id}`,
      cer,
      attributes: { enabled, nbf, exp, created: nbf, updated: nbf },
      policy,
    },
  };
}

function versions({ secrets }: StoredVault, name: string): VaultAnswer {
  const found = secrets.get(name);
  const value = (found ?? []).map((_value, index) => ({
    id: `${origin}/secrets/${name}/${String(index).padStart(32, "0")}`,
    attributes: { enabled: true },
  }));
  return found ? { status: 200, body: { value, nextLink: null } } : refusal(404, "SecretNotFound");
}

function addSecret({ secrets }: StoredVault, name: string, value: string): VaultAnswer {
  secrets.set(name, [...(secrets.get(name) ?? []), value]);
  return { status: 200, body: { value, id: `${origin}/secrets/${name}/1`, attributes: { enabled: true } } };
}

function refusal(status: number, code: string): VaultAnswer {
  return { status, body: { error: { code, message: `${code}.` } } };
}
