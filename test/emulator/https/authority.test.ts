import { createPrivateKey, X509Certificate } from "node:crypto";
import { once } from "node:events";
import {
  chmodSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:https";
import { tmpdir } from "node:os";
import path from "node:path";
import { connect } from "node:tls";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { type Authority, issueServerCertificate } from "../../../emulator/https/authority.js";
import type { KeyedCertificate } from "../../../emulator/https/issueCertificate.js";
import { keepAuthority } from "../../../emulator/https/keptAuthority.js";
import { serverCertificate } from "../../../emulator/https/serverCertificate.js";
import { userFolder } from "../../../emulator/https/userFolder.js";
import { tenantDomain, tenantId } from "../../../emulator/tenant.js";
import { listenUntilTestEnds } from "../../support/network/localServer.js";
import { temporaryFolder } from "../../support/process/temporaryFolder.js";

const start = Date.now();
const day = 24 * 60 * 60 * 1000;
const tenant = { id: tenantId, domain: tenantDomain };

/** Made once, since new keys take long; tests that change it take a copy. */
const made = mkdtempSync(path.join(tmpdir(), "authorities-"));
afterAll(() => rmSync(made, { recursive: true }));

let first: Awaited<ReturnType<typeof serverCertificate>>;
beforeAll(async () => {
  first = await serverCertificate(path.join(made, "kept"), tenant, "https");
});

afterEach(() => {
  vi.useRealTimers();
});

function copyOfMade(): string {
  const folder = path.join(temporaryFolder(), "kept");
  cpSync(made, path.dirname(folder), { recursive: true });
  return folder;
}

/** Only the clock stands still: keys are made in the background. */
function inDays(days: number): void {
  vi.useFakeTimers({ toFake: ["Date"], now: start + days * day });
}

describe("The authority of certificates", () => {
  test("is made once, and its server's certificate too", async () => {
    const second = await serverCertificate(path.join(made, "kept"), tenant, "https");
    expect(first.isNewRoot).toBe(true);
    expect(second).toMatchObject({ isNewRoot: false, rootFile: first.rootFile });
    expect(new X509Certificate(second.cert).raw).toEqual(new X509Certificate(first.cert).raw);
  });

  test("is for the eyes of one person", () => {
    const kept = path.join(made, "kept");
    const modes = readdirSync(kept, { recursive: true, encoding: "utf8" }).map((name) => {
      const { mode } = statSync(path.join(kept, name));
      return [name, (mode & 0o777).toString(8)];
    });
    expect(Object.fromEntries(modes)).toEqual({
      localhost: "700",
      "localhost/root.pem": "600",
      "localhost/intermediate.pem": "600",
      "localhost/intermediate.key": "600",
      [`localhost/server-${tenantId}.pem`]: "600",
    });
    expect((statSync(kept).mode & 0o777).toString(8)).toBe("700");
  });

  test("keeps no key of its root, which could sign an authority with no constraints", () => {
    const root = new X509Certificate(readFileSync(first.rootFile));
    const folder = path.dirname(first.rootFile);
    const texts = readdirSync(folder).map((name) => readFileSync(path.join(folder, name), "utf8"));
    const keys = texts.filter((text) => text.includes("PRIVATE KEY")).map((text) => createPrivateKey(text));
    expect(keys).toHaveLength(2);
    for (const key of keys) {
      expect(root.checkPrivateKey(key)).toBe(false);
    }
  });

  test("is held to its names by a critical extension, the root and the intermediate (RFC 5280 section 4.2.1.10)", () => {
    const folder = path.dirname(first.rootFile);
    for (const name of ["root.pem", "intermediate.pem"]) {
      const { raw } = new X509Certificate(readFileSync(path.join(folder, name)));
      // The identifier 2.5.29.30, and TRUE.
      expect(raw.includes(Buffer.from("0603551d1e0101ff", "hex"))).toBe(true);
    }
  });

  test.each(["www.example.com", "contoso.ciamlogin.com", "localhost.example.com"])(
    "cannot sign for %s",
    async (name) => {
      const authority = await keepAuthority(path.join(made, "kept"), ["localhost"]);
      const server = await issueServerCertificate(authority, ["localhost", name]);
      expect(await faultOf(server, authority)).toBe("permitted subtree violation");
    },
  );

  test("is another one for names of Entra, and cannot sign for another tenant there", async () => {
    const folder = copyOfMade();
    const ciamlogin = await serverCertificate(folder, tenant, "ciamlogin");
    expect(ciamlogin.isNewRoot).toBe(true);
    expect(new X509Certificate(ciamlogin.cert).checkHost("contoso.ciamlogin.com")).toBeDefined();
    const names = ["localhost", `${tenantId}.ciamlogin.com`, "contoso.ciamlogin.com"];
    const authority = await keepAuthority(folder, names);
    expect(authority.root).toBe(readFileSync(ciamlogin.rootFile, "utf8"));
    const server = await issueServerCertificate(authority, ["fabrikam.ciamlogin.com"]);
    expect(await faultOf(server, authority)).toBe("permitted subtree violation");
  });

  test("comes again from two emulators that start at once", async () => {
    const folder = path.join(temporaryFolder(), "kept");
    const both = await Promise.all([
      keepAuthority(folder, ["localhost"]),
      keepAuthority(folder, ["localhost"]),
    ]);
    expect(both[0]?.root).toBe(both[1]?.root);
    expect(readdirSync(folder)).toEqual(["localhost"]);
  });

  test("renews a server's certificate before its end, under the same root", async () => {
    const folder = copyOfMade();
    inDays(59);
    expect((await serverCertificate(folder, tenant, "https")).cert).toBe(first.cert);
    inDays(61);
    const next = await serverCertificate(folder, tenant, "https");
    expect(next.isNewRoot).toBe(false);
    expect(next.cert).not.toBe(first.cert);
    expect((await serverCertificate(folder, tenant, "https")).cert).toBe(next.cert);
  });

  test("is made anew before its end", async () => {
    const folder = copyOfMade();
    const root = readFileSync(first.rootFile, "utf8");
    inDays(3 * 365 - 59);
    const next = await serverCertificate(folder, tenant, "https");
    expect(next.isNewRoot).toBe(true);
    expect(readFileSync(next.rootFile, "utf8")).not.toBe(root);
    expect(readdirSync(folder)).toEqual(["localhost"]);
  });

  test("is issued for another tenant too, under the same root", async () => {
    const folder = copyOfMade();
    const id = "11111111-2222-4333-8444-555555555555";
    const other = await serverCertificate(folder, { id, domain: "fabrikam.onmicrosoft.com" }, "https");
    expect(other.isNewRoot).toBe(false);
    expect(new X509Certificate(other.cert).checkHost(`${id}.localhost`)).toBeDefined();
  });

  test("is refused if others could read its key", async () => {
    const folder = copyOfMade();
    chmodSync(path.join(folder, "localhost/intermediate.key"), 0o644);
    await expect(serverCertificate(folder, tenant, "https")).rejects.toThrow("Others can read");
  });

  test.each([
    ["is cut off", "intermediate.key", (text: string) => text.slice(0, 200)],
    [
      "is another's",
      "root.pem",
      () => readFileSync(path.join(made, "kept/localhost/intermediate.pem"), "utf8"),
    ],
    ["is empty", "intermediate.pem", () => ""],
  ])("is refused if a file of it %s", async (_how, name, spoil) => {
    const folder = copyOfMade();
    const file = path.join(folder, "localhost", name);
    writeFileSync(file, spoil(readFileSync(file, "utf8")));
    await expect(serverCertificate(folder, tenant, "https")).rejects.toThrow("is not whole");
  });

  test("issues a new certificate if that of the server is spoilt", async () => {
    const folder = copyOfMade();
    writeFileSync(path.join(folder, `localhost/server-${tenantId}.pem`), "nothing");
    const { cert, key, isNewRoot } = await serverCertificate(folder, tenant, "https");
    expect(isNewRoot).toBe(false);
    expect(new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))).toBe(true);
  });
});

test.each([
  ["linux", {}, "/home/ada/.local/share/external-id-emulator"],
  ["linux", { XDG_DATA_HOME: "/data/ada" }, "/data/ada/external-id-emulator"],
  ["linux", { XDG_DATA_HOME: "data" }, "/home/ada/.local/share/external-id-emulator"],
  ["darwin", { XDG_DATA_HOME: "/data" }, "/home/ada/Library/Application Support/external-id-emulator"],
  ["win32", { LOCALAPPDATA: "D:\\Local" }, "D:\\Local\\external-id-emulator"],
  ["win32", {}, "\\home\\ada\\AppData\\Local\\external-id-emulator"],
] as const)("On %s with %o a person's folder is %s", (platform, environment, folder) => {
  expect(userFolder(platform, environment, "/home/ada")).toBe(folder);
});

/** Why OpenSSL refuses to connect to a server with this certificate, for one who trusts the root. */
async function faultOf(server: KeyedCertificate, { root, intermediate }: Authority): Promise<string> {
  const listening = createServer({
    cert: server.certificate + intermediate.certificate,
    key: server.privateKey,
  });
  const port = await listenUntilTestEnds(listening);
  const socket = connect({ port, host: "127.0.0.1", servername: "localhost", ca: root });
  const [error]: unknown[] = await once(socket, "error");
  return error instanceof Error ? error.message : "no error";
}
