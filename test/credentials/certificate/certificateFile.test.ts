import { createHash, createPrivateKey, createPublicKey, X509Certificate } from "node:crypto";
import { renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { loadConfig } from "../../../src/config/loadConfig.js";
import { createClientCredential } from "../../../src/credentials/createClientCredential.js";
import { tenantEnvironment } from "../../support/app/environments.js";
import { createMemoryLog } from "../../support/app/memoryLog.js";
import { CertificateAuthority } from "../../support/credentials/certificates.js";
import { createClientCertificate } from "../../support/credentials/clientCertificate.js";
import { createPfx, issueByEcAuthority } from "../../support/credentials/pfx.js";
import { temporaryFolder } from "../../support/process/temporaryFolder.js";

const { CLIENT_SECRET: _secret, ...withoutCredential } = tenantEnvironment;
const certificate = await createClientCertificate();
const other = await createClientCertificate();

/** What the app makes of files with these contents, given as its settings. */
async function load(
  files: {
    readonly CLIENT_CERTIFICATE_PATH: string | Buffer;
    readonly CLIENT_CERTIFICATE_KEY_PATH?: string | Buffer;
  },
  CLIENT_CERTIFICATE_PASSWORD = "",
) {
  const folder = temporaryFolder();
  const settings = Object.entries(files).map(([name, content]): [string, string] => {
    const file = path.join(folder, name);
    writeFileSync(file, content);
    return [name, file];
  });
  const paths = Object.fromEntries(settings);
  const config = loadConfig({ ...withoutCredential, ...paths, CLIENT_CERTIFICATE_PASSWORD });
  const log = createMemoryLog();
  const credential = await createClientCredential(config, log);
  onTestFinished(() => credential.close());
  return { credential, log, paths };
}

function publicKeyOf(privateKey: string): string {
  return createPublicKey(privateKey).export({ type: "spki", format: "pem" }).toString();
}

function thumbprintOf(pem: string): string {
  return createHash("sha256").update(new X509Certificate(pem).raw).digest("hex").toUpperCase();
}

/** Replaces a file as programs that renew certificates do: in one step. */
function replace(file: string, content: string): void {
  writeFileSync(`${file}.new`, content);
  renameSync(`${file}.new`, file);
}

describe("a certificate in a file", () => {
  test("is known by its thumbprint and sent with its chain", async () => {
    const { credential, log } = await load({ CLIENT_CERTIFICATE_PATH: certificate.key + certificate.cert });
    const { clientCertificate } = credential.current;
    expect(clientCertificate?.thumbprintSha256).toBe(thumbprintOf(certificate.cert));
    expect(new X509Certificate(clientCertificate?.x5c ?? "").raw).toEqual(
      new X509Certificate(certificate.cert).raw,
    );
    expect(log.lines).toEqual([]);
  });

  test("stands first in its chain, wherever it is in the file", async () => {
    const authority = await CertificateAuthority.create("rsa");
    const issued = await authority.issue();
    const { credential } = await load({
      CLIENT_CERTIFICATE_PATH: [authority.certificate, issued.cert, issued.key].join("\n"),
    });
    const { x5c = "" } = credential.current.clientCertificate ?? {};
    expect(new X509Certificate(x5c).subject).toBe("CN=localhost");
    expect(x5c.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
  });

  test("is followed by those that issued it, each by its own", async () => {
    const root = await CertificateAuthority.create("rsa");
    const unrelated = await CertificateAuthority.create("rsa");
    const issued = await root.issue();
    const { credential } = await load({
      CLIENT_CERTIFICATE_PATH: [unrelated.certificate, root.certificate, issued.cert, issued.key].join("\n"),
    });
    const { x5c = "" } = credential.current.clientCertificate ?? {};
    expect(x5c.match(/-----BEGIN.+?-----END CERTIFICATE-----\n/gs)?.map(thumbprintOf)).toEqual(
      [issued.cert, root.certificate].map(thumbprintOf),
    );
  });

  test("is the one that is good for longest, where it was renewed with the same key", async () => {
    const keyPair = { publicKey: publicKeyOf(certificate.key), privateKey: certificate.key };
    const expired = await createClientCertificate({ from: -10, until: -1, keyPair });
    const soon = await createClientCertificate({ until: 10, keyPair });
    const early = await createClientCertificate({ from: 10, until: 900, keyPair });
    const pems = [expired.cert, soon.cert, early.cert, certificate.cert, certificate.key];
    const { credential, log } = await load({ CLIENT_CERTIFICATE_PATH: pems.join("") });
    expect(credential.current.clientCertificate?.thumbprintSha256).toBe(thumbprintOf(certificate.cert));
    expect(log.lines).toEqual([]);
  });

  test("has its key in the same file or in another", async () => {
    const { credential } = await load({
      CLIENT_CERTIFICATE_PATH: certificate.cert,
      CLIENT_CERTIFICATE_KEY_PATH: certificate.key,
    });
    const { privateKey = "" } = credential.current.clientCertificate ?? {};
    expect(createPrivateKey(privateKey).equals(createPrivateKey(certificate.key))).toBe(true);
  });

  test("may be DER, with its key in another file", async () => {
    const { credential } = await load({
      CLIENT_CERTIFICATE_PATH: new X509Certificate(certificate.cert).raw,
      CLIENT_CERTIFICATE_KEY_PATH: certificate.key,
    });
    expect(credential.current.clientCertificate?.thumbprintSha256).toBe(thumbprintOf(certificate.cert));
  });

  test("may have an encrypted key", async () => {
    const encrypted = createPrivateKey(certificate.key)
      .export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "of the key" })
      .toString();
    const files = { CLIENT_CERTIFICATE_PATH: certificate.cert + encrypted };
    const { credential } = await load(files, "of the key");
    expect(credential.current.clientCertificate?.privateKey).toMatch(/^-----BEGIN PRIVATE KEY-----/);
    await expect(load(files)).rejects.toThrow(/an encrypted one needs the right CLIENT_CERTIFICATE_PASSWORD/);
    await expect(load(files, "another")).rejects.toThrow(/has no private key that can be read/);
  });

  test.each([
    ["modern", "of the file"],
    ["modern", ""],
    ["legacy", "of the file"],
    ["legacy", ""],
  ] as const)("may be a %s PFX with the password '%s'", async (ciphers, password) => {
    const pfx = createPfx(certificate, password, ciphers);
    const { credential } = await load({ CLIENT_CERTIFICATE_PATH: pfx }, password);
    const { thumbprintSha256, privateKey = "" } = credential.current.clientCertificate ?? {};
    expect(thumbprintSha256).toBe(thumbprintOf(certificate.cert));
    expect(createPrivateKey(privateKey).equals(createPrivateKey(certificate.key))).toBe(true);
  });

  test("may be a PFX with a certificate that an authority with an EC key has issued", async () => {
    const issued = issueByEcAuthority();
    const { credential } = await load({ CLIENT_CERTIFICATE_PATH: createPfx(issued, "word") }, "word");
    const { thumbprintSha256, x5c = "" } = credential.current.clientCertificate ?? {};
    expect(thumbprintSha256).toBe(thumbprintOf(issued.cert));
    expect(x5c.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
  });
});

describe("the start is refused where the certificate", () => {
  const notOpened =
    /PATH \(.*\) is neither PEM nor a PFX that opens; an encrypted one needs the right CLIENT_/;

  test.each([
    ["is missing", { CLIENT_CERTIFICATE_PATH: certificate.key }, /PATH \(.*\) has no certificate\.$/m],
    ["is garbled", { CLIENT_CERTIFICATE_PATH: "-----BEGIN SOMETHING-----" }, /has no certificate\.$/m],
    [
      "is DER that is none",
      { CLIENT_CERTIFICATE_PATH: "text", CLIENT_CERTIFICATE_KEY_PATH: certificate.key },
      /CLIENT_CERTIFICATE_PATH \(.*\) has no certificate that can be read\.$/m,
    ],
    [
      "has no key",
      { CLIENT_CERTIFICATE_PATH: certificate.cert },
      /CLIENT_CERTIFICATE_PATH \(.*\) has no private key that can be read/,
    ],
    [
      "has a file for its key without one",
      { CLIENT_CERTIFICATE_PATH: certificate.cert, CLIENT_CERTIFICATE_KEY_PATH: certificate.cert },
      /CLIENT_CERTIFICATE_KEY_PATH \(.*\) has no private key that can be read/,
    ],
    [
      "has another's key",
      { CLIENT_CERTIFICATE_PATH: certificate.cert, CLIENT_CERTIFICATE_KEY_PATH: other.key },
      /a certificate and a private key that do not belong together/,
    ],
    ["is a PFX of noise", { CLIENT_CERTIFICATE_PATH: Buffer.from([0x30, 1, 2]) }, notOpened],
    ["is a text", { CLIENT_CERTIFICATE_PATH: "certificate" }, notOpened],
    ["is an empty file", { CLIENT_CERTIFICATE_PATH: "" }, notOpened],
  ])("%s", async (_case, files, message) => {
    await expect(load(files)).rejects.toMatchObject({
      name: "ConfigError",
      message: expect.stringMatching(message),
    });
  });

  test("has expired, or is not valid yet", async () => {
    const expired = await createClientCertificate({ from: -10, until: -1 });
    const early = await createClientCertificate({ from: 1 });
    await expect(load({ CLIENT_CERTIFICATE_PATH: expired.cert + expired.key })).rejects.toThrow(
      /CLIENT_CERTIFICATE_PATH \(.*\) has a certificate that expired on \d{4}-\d\d-\d\d\.$/,
    );
    await expect(load({ CLIENT_CERTIFICATE_PATH: early.cert + early.key })).rejects.toThrow(
      /has a certificate that is not valid before \d{4}-\d\d-\d\d\.$/,
    );
  });

  test("has a key that Entra does not take", async () => {
    const { cert, key } = await createClientCertificate({ keyType: "ec" });
    await expect(load({ CLIENT_CERTIFICATE_PATH: cert + key })).rejects.toThrow(/a key that is not RSA/);
    await expect(load({ CLIENT_CERTIFICATE_PATH: cert, CLIENT_CERTIFICATE_KEY_PATH: key })).rejects.toThrow(
      /CLIENT_CERTIFICATE_KEY_PATH \(.*\) has a key that is not RSA/,
    );
  });

  test("is in a PFX with another password, which the message does not repeat", async () => {
    const pfx = createPfx(certificate, "of the file");
    const refused = expect.objectContaining({ message: expect.not.stringContaining("hush-hush") });
    await expect(load({ CLIENT_CERTIFICATE_PATH: pfx }, "hush-hush")).rejects.toEqual(refused);
  });

  test("is in a PFX whose password is not ASCII, which the message says", async () => {
    const pfx = createPfx(certificate, "größer");
    await expect(load({ CLIENT_CERTIFICATE_PATH: pfx }, "größer")).rejects.toThrow(
      /is neither PEM nor a PFX that opens: its password has to be ASCII\.$/,
    );
  });

  test("is not where the setting says", async () => {
    const CLIENT_CERTIFICATE_PATH = path.join(temporaryFolder(), "nothing.pem");
    const config = loadConfig({ ...withoutCredential, CLIENT_CERTIFICATE_PATH });
    await expect(createClientCredential(config, createMemoryLog())).rejects.toThrow(
      `CLIENT_CERTIFICATE_PATH (${CLIENT_CERTIFICATE_PATH}) cannot be read: ENOENT.`,
    );
  });
});

describe("a certificate that changes", () => {
  test("is used though it was renewed while the app was reading the one before", async () => {
    const soon = await createClientCertificate({ until: 20 });
    const CLIENT_CERTIFICATE_PATH = path.join(temporaryFolder(), "certificate.pem");
    writeFileSync(CLIENT_CERTIFICATE_PATH, soon.cert + soon.key);
    // The warning comes when the file has been read, and before anyone can have looked at it again.
    const log = {
      ...createMemoryLog(),
      warn: () => replace(CLIENT_CERTIFICATE_PATH, other.cert + other.key),
    };
    const config = loadConfig({ ...withoutCredential, CLIENT_CERTIFICATE_PATH });
    const credential = await createClientCredential(config, log);
    onTestFinished(() => credential.close());
    await expect
      .poll(() => credential.current.clientCertificate?.thumbprintSha256)
      .toBe(thumbprintOf(other.cert));
  });

  test("is used from when it is renewed, with no restart", async () => {
    const { credential, log, paths } = await load({
      CLIENT_CERTIFICATE_PATH: certificate.cert + certificate.key,
    });
    replace(paths.CLIENT_CERTIFICATE_PATH ?? "", other.cert + other.key);
    await expect
      .poll(() => log.lines)
      .toContainEqual(expect.stringMatching(/^info .*renewed credential, .* until 2/));
    expect(credential.current.clientCertificate?.thumbprintSha256).toBe(thumbprintOf(other.cert));
  });

  test("stays in use until certificate and key belong together again", async () => {
    const { credential, log, paths } = await load({
      CLIENT_CERTIFICATE_PATH: certificate.cert,
      CLIENT_CERTIFICATE_KEY_PATH: certificate.key,
    });
    replace(paths.CLIENT_CERTIFICATE_PATH ?? "", other.cert);
    await expect
      .poll(() => log.lines)
      .toContainEqual(expect.stringMatching(/^warn .*do not belong together/));
    expect(credential.current.clientCertificate?.thumbprintSha256).toBe(thumbprintOf(certificate.cert));
    replace(paths.CLIENT_CERTIFICATE_KEY_PATH ?? "", other.key);
    await expect
      .poll(() => credential.current.clientCertificate?.thumbprintSha256)
      .toBe(thumbprintOf(other.cert));
  });

  test("is mentioned when it is about to expire", async () => {
    const soon = await createClientCertificate({ until: 20 });
    const { log } = await load({ CLIENT_CERTIFICATE_PATH: soon.cert + soon.key });
    expect(log.lines).toEqual([
      expect.stringMatching(/^warn The client certificate expires on \d{4}-\d\d-\d\d: renew it before\.$/),
    ]);
  });
});
