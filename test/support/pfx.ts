import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import type { ClientCertificate } from "./clientCertificate.js";
import { findOnPath, installWithApt } from "./programs.js";
import { temporaryFolder } from "./temporaryFolder.js";

const advice = "OpenSSL is needed here: install openssl, so that PATH has it.";

/** Puts a certificate and its key into a PFX file, with the ciphers of today or those of older Windows. */
export function createPfx(
  { cert, key }: ClientCertificate,
  password: string,
  ciphers: "modern" | "legacy" = "modern",
): Buffer {
  if (!findOnPath("openssl")) {
    installWithApt("openssl", advice);
  }
  const pem = path.join(temporaryFolder(), "certificate.pem");
  writeFileSync(pem, cert + key);
  const legacy = ["-keypbe", "PBE-SHA1-3DES", "-certpbe", "PBE-SHA1-3DES", "-macalg", "sha1"];
  return execFileSync("openssl", [
    "pkcs12",
    "-export",
    "-in",
    pem,
    "-passout",
    `pass:${password}`,
    ...(ciphers === "legacy" ? legacy : []),
  ]);
}
