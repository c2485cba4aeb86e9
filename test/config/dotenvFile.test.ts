import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ConfigError, readEnvironment } from "../../src/config.js";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "dotenv-"));
  vi.spyOn(process, "cwd").mockReturnValue(folder);
  vi.stubEnv("PORT", "8080");
  // Stubbed, so that what the file adds is taken out again.
  vi.stubEnv("TENANT_SUBDOMAIN", undefined);
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

describe("the .env file", () => {
  test("completes the environment and never overrides it", () => {
    writeFileSync(path.join(folder, ".env"), "TENANT_SUBDOMAIN=contoso\nPORT=4000\n");
    expect(readEnvironment()).toMatchObject({ TENANT_SUBDOMAIN: "contoso", PORT: "8080" });
  });

  test("is hidden by an empty value in the environment", () => {
    vi.stubEnv("TENANT_SUBDOMAIN", "");
    writeFileSync(path.join(folder, ".env"), "TENANT_SUBDOMAIN=contoso\n");
    expect(readEnvironment()).toMatchObject({ TENANT_SUBDOMAIN: "" });
  });

  test("need not be there", () => {
    expect(readEnvironment()).toMatchObject({ PORT: "8080" });
  });

  test.each([
    ["UTF-16, as older PowerShell writes it", Buffer.from("\ufeffTENANT_SUBDOMAIN=contoso\n", "utf16le")],
    ["UTF-16 without a mark", Buffer.from("TENANT_SUBDOMAIN=contoso\n", "utf16le")],
    ["Latin 1", Buffer.from("CLIENT_SECRET=für\n", "latin1")],
  ])("is a fault of the configuration in %s", (_encoding, content) => {
    writeFileSync(path.join(folder, ".env"), content);
    expect(readEnvironment).toThrow(ConfigError);
    expect(readEnvironment).toThrow(".env is not encoded as UTF-8: save it so in an editor.");
  });

  test("is a fault of the configuration where it cannot be read", () => {
    mkdirSync(path.join(folder, ".env"));
    expect(readEnvironment).toThrow(ConfigError);
    expect(readEnvironment).toThrow(/\.env cannot be read: EISDIR/);
  });
});
