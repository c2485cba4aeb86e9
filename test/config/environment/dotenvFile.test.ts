import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ConfigError } from "../../../src/config/configError.js";
import { readEnvironment } from "../../../src/config/environment/readEnvironment.js";

let folder: string;
/** The app's own folder. */
let appFolder: string;

const read = () => readEnvironment(appFolder);

/** What the files of these tests set. */
const added = [
  "TENANT_SUBDOMAIN",
  "CLIENT_ID",
  "CLIENT_SECRET",
  "CLIENT_CERTIFICATE_PATH",
  "NODE_EXTRA_CA_CERTS",
  "NODE_OPTIONS",
  "SOMETHING_ELSE",
];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "dotenv-"));
  appFolder = mkdtempSync(path.join(tmpdir(), "app-"));
  vi.spyOn(process, "cwd").mockReturnValue(folder);
  vi.stubEnv("PORT", "8080");
  // Stubbed, so that what the file adds is taken out again.
  for (const name of added) {
    vi.stubEnv(name, undefined);
  }
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
  rmSync(appFolder, { recursive: true });
});

describe("the .env file", () => {
  test("completes the environment and never overrides it", () => {
    writeFileSync(path.join(folder, ".env"), "TENANT_SUBDOMAIN=contoso\nPORT=4000\n");
    expect(read().environment).toMatchObject({ TENANT_SUBDOMAIN: "contoso", PORT: "8080" });
  });

  test("is hidden by an empty value in the environment", () => {
    vi.stubEnv("TENANT_SUBDOMAIN", "");
    writeFileSync(path.join(folder, ".env"), "TENANT_SUBDOMAIN=contoso\n");
    expect(read().environment).toMatchObject({ TENANT_SUBDOMAIN: "" });
  });

  test("need not be there", () => {
    expect(read().environment).toMatchObject({ PORT: "8080" });
  });

  test.each([
    ["UTF-16, as older PowerShell writes it", Buffer.from("\ufeffTENANT_SUBDOMAIN=contoso\n", "utf16le")],
    ["UTF-16 without a mark", Buffer.from("TENANT_SUBDOMAIN=contoso\n", "utf16le")],
    ["Latin 1", Buffer.from("CLIENT_SECRET=für\n", "latin1")],
  ])("is a fault of the configuration in %s", (_encoding, content) => {
    writeFileSync(path.join(folder, ".env"), content);
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(".env is not encoded as UTF-8: save it so in an editor.");
  });

  test("is a fault of the configuration where it cannot be read", () => {
    mkdirSync(path.join(folder, ".env"));
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(/\.env cannot be read: EISDIR/);
  });
});

describe("the .env file of the app's own folder", () => {
  const writeOwn = (text: string) => writeFileSync(path.join(appFolder, ".env"), text);
  const writeHere = (text: string) => writeFileSync(path.join(folder, ".env"), text);

  test("is read where the app is started from a folder that has none", () => {
    writeOwn("TENANT_SUBDOMAIN=contoso\nPORT=4000\n");
    expect(read()).toMatchObject({
      environment: { TENANT_SUBDOMAIN: "contoso", PORT: "8080" },
      warnings: [],
    });
  });

  test("names files from its own folder on", () => {
    writeOwn("CLIENT_CERTIFICATE_PATH=client.pem\n");
    expect(read().environment.CLIENT_CERTIFICATE_PATH).toBe(path.join(appFolder, "client.pem"));
  });

  test("gives way to one where the app is started", () => {
    writeOwn("TENANT_SUBDOMAIN=fabrikam\nCLIENT_ID=other\n");
    writeHere("TENANT_SUBDOMAIN=contoso\n");
    const { environment, warnings } = read();
    expect(environment).toMatchObject({ TENANT_SUBDOMAIN: "contoso" });
    expect(environment.CLIENT_ID).toBeUndefined();
    expect(warnings).toEqual([]);
  });

  test("is named where that of another project is in the way", () => {
    writeOwn("TENANT_SUBDOMAIN=contoso\n");
    writeHere("SOMETHING_ELSE=1\n");
    expect(read().warnings).toEqual([
      `.env in ${folder} sets nothing of this app, and the app's own in ${appFolder} is not read: start the app there.`,
    ]);
  });
});

describe("what is written wrongly", () => {
  test("in .env is judged where it is used", () => {
    writeFileSync(path.join(folder, ".env"), "CLIENT_SECRET=hush#1234\nPORT=3000#1\n");
    expect([...read().faults.keys()]).toEqual(["CLIENT_SECRET"]);
  });

  test("in the environment is judged there, and quotes of .env are not part of a value", () => {
    writeFileSync(path.join(folder, ".env"), "CLIENT_SECRET='hush-1234' # of the app\n");
    vi.stubEnv("CLIENT_ID", "'hush-1234' # of the app");
    const { environment, faults } = read();
    expect([...faults.keys()]).toEqual(["CLIENT_ID"]);
    expect(environment.CLIENT_SECRET).toBe("hush-1234");
  });
});

describe("what Node.js reads before the app runs", () => {
  test.each(["NODE_EXTRA_CA_CERTS", "NODE_OPTIONS"])("does nothing in .env, and that is said: %s", (name) => {
    writeFileSync(path.join(folder, ".env"), `${name}=/etc/ssl/proxy.pem\n`);
    expect(read().warnings).toEqual([
      `${name} in .env does nothing, because Node.js reads it before: set it in the environment of the process.`,
    ]);
  });

  test("may be in .env beside the environment", () => {
    vi.stubEnv("NODE_EXTRA_CA_CERTS", "/etc/ssl/proxy.pem");
    writeFileSync(path.join(folder, ".env"), "NODE_EXTRA_CA_CERTS=/etc/ssl/proxy.pem\n");
    expect(read().warnings).toEqual([]);
  });
});
