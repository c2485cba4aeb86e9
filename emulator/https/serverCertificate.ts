import { createPrivateKey, randomUUID, X509Certificate } from "node:crypto";
import { rename } from "node:fs/promises";
import path from "node:path";
import { certificateNames, ciamloginHosts, type TenantHostNames } from "../addresses.js";
import type { KeyedCertificate } from "./issueCertificate.js";
import { type KeptAuthority, keepAuthority } from "./keptAuthority.js";
import { lasts, matches, readKept, writeKept } from "./keptFiles.js";

/** What a server needs, and what its clients have to trust. */
export interface ServerCertificate {
  readonly cert: string;
  readonly key: string;
  readonly rootFile: string;
  readonly isNewRoot: boolean;
}

/** Days before the end of a server's certificate at which the next one takes its place: no emulator runs for longer. */
const renewal = 30;

/**
 * Returns a certificate for the names of this tenant. Names of this machine and names of Entra have authorities of their
 * own: whoever trusts the one for this machine gives away nothing that lies elsewhere.
 */
export async function serverCertificate(
  folder: string,
  tenant: TenantHostNames,
  scheme: "https" | "ciamlogin",
): Promise<ServerCertificate> {
  const { people, issuer } = ciamloginHosts(tenant);
  const authority = await keepAuthority(
    folder,
    scheme === "ciamlogin" ? ["localhost", issuer, people] : ["localhost"],
  );
  const { certificate, privateKey } = await keepServerCertificate(
    authority,
    `server-${tenant.id}`,
    certificateNames(tenant, scheme),
  );
  return {
    cert: certificate + authority.intermediate.certificate,
    key: privateKey,
    rootFile: authority.rootFile,
    isNewRoot: authority.isNew,
  };
}

/** Reads the certificate that was issued at an earlier start, if it is still good; a new key takes longer than all else. */
async function keepServerCertificate(
  authority: KeptAuthority,
  name: string,
  names: readonly string[],
): Promise<KeyedCertificate> {
  const file = path.join(authority.folder, `${name}.pem`);
  const kept = await readKept(file);
  const parsed = kept === undefined ? undefined : parse(kept);
  if (parsed && isGood(parsed, authority.intermediate.certificate, names)) {
    return parsed;
  }
  const { issueServerCertificate } = await import("./authority.js");
  const issued = await issueServerCertificate(authority, names);
  const aside = `${file}.${randomUUID()}`;
  await writeKept(aside, issued.certificate + issued.privateKey);
  await rename(aside, file);
  return issued;
}

/** Parses one file for both, so that they are of one making; undefined if it holds none. */
function parse(kept: string): KeyedCertificate | undefined {
  try {
    return {
      certificate: new X509Certificate(kept).toString(),
      privateKey: createPrivateKey(kept).export({ type: "pkcs8", format: "pem" }).toString(),
    };
  } catch {
    return undefined;
  }
}

function isGood(kept: KeyedCertificate, issuer: string, names: readonly string[]): boolean {
  const certificate = new X509Certificate(kept.certificate);
  return (
    matches(kept, issuer) &&
    lasts(kept.certificate, renewal) &&
    names.every((name) => certificate.checkHost(name) !== undefined)
  );
}
