import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { findOnPath, installWithApt } from "../process/programs.js";
import { temporaryFolder } from "../process/temporaryFolder.js";
import type { ClientCertificate } from "./clientCertificate.js";

const advice = "OpenSSL is needed here: install openssl, so that PATH has it.";

/** Puts a certificate and its key into a PFX file, with the ciphers of today or those of older Windows. */
export function createPfx(
  { cert, key }: ClientCertificate,
  password: string,
  ciphers: "modern" | "legacy" = "modern",
): Buffer {
  const pem = path.join(temporaryFolder(), "certificate.pem");
  writeFileSync(pem, cert + key);
  const legacy = ["-keypbe", "PBE-SHA1-3DES", "-certpbe", "PBE-SHA1-3DES", "-macalg", "sha1"];
  return openssl(temporaryFolder(), [
    "pkcs12",
    "-export",
    "-in",
    pem,
    "-passout",
    `pass:${password}`,
    ...(ciphers === "legacy" ? legacy : []),
  ]);
}

/** Makes an RSA key, a certificate for it that an authority with an EC key has issued, and the authority's after it. */
export function issueByEcAuthority(): ClientCertificate {
  const folder = temporaryFolder();
  const authority = [
    "-x509",
    "-newkey",
    "ec",
    "-pkeyopt",
    "ec_paramgen_curve:P-256",
    "-subj",
    "/CN=EC authority",
  ];
  openssl(folder, ["req", ...authority, "-nodes", "-days", "365", "-keyout", "ca.key", "-out", "ca.pem"]);
  const request = ["-newkey", "rsa:2048", "-nodes", "-subj", "/CN=sign-in-app", "-keyout", "key.pem"];
  openssl(folder, [
    "req",
    "-x509",
    ...request,
    "-days",
    "365",
    "-CA",
    "ca.pem",
    "-CAkey",
    "ca.key",
    "-out",
    "cert.pem",
  ]);
  const read = (file: string) => readFileSync(path.join(folder, file), "utf8");
  return { cert: read("cert.pem") + read("ca.pem"), key: read("key.pem") };
}

function openssl(folder: string, parameters: readonly string[]): Buffer {
  if (!findOnPath("openssl")) {
    installWithApt("openssl", advice);
  }
  return execFileSync("openssl", parameters, { cwd: folder, stdio: ["ignore", "pipe", "ignore"] });
}
