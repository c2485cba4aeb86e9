import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { openEnvironmentFile } from "../../../AppCreationScripts/project/environmentFile.js";
import { temporaryFolder } from "../../support/process/temporaryFolder.js";

const modeOf = (file: string) => statSync(file).mode & 0o777;

describe("The .env file", () => {
  test("begins as its sample", async () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, ".env.sample"), "#A=1\n");
    const { text, write } = await openEnvironmentFile(folder);
    expect(text).toBe("#A=1\n");
    expect(await write(text)).toBeUndefined();
    expect(readFileSync(path.join(folder, ".env"), "utf8")).toBe("#A=1\n");
  });

  test("begins empty if there is no sample", async () => {
    expect((await openEnvironmentFile(temporaryFolder())).text).toBe("");
  });

  test("is for its owner alone from then on, and so is the old one", async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, ".env");
    writeFileSync(file, "A=1\n");
    chmodSync(file, 0o644);
    const { write } = await openEnvironmentFile(folder);
    const saved = await write("A=2\n");
    expect(saved).toMatch(/^\.env\.\d{4}-\d\d-\d\dT[\d.-]+Z\.bak$/);
    expect(modeOf(file)).toBe(0o600);
    expect(modeOf(path.join(folder, saved ?? ""))).toBe(0o600);
    expect(readFileSync(path.join(folder, saved ?? ""), "utf8")).toBe("A=1\n");
    expect(readdirSync(folder).sort()).toEqual([".env", saved]);
  });

  test("is not written if nothing has changed", async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, ".env");
    writeFileSync(file, "A=1\n");
    const before = statSync(file).mtimeMs;
    const { write } = await openEnvironmentFile(folder);
    expect(await write("A=1\n")).toBeUndefined();
    expect(statSync(file).mtimeMs).toBe(before);
    expect(readdirSync(folder)).toEqual([".env"]);
  });

  test("is for its owner alone even if nothing has changed", async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, ".env");
    writeFileSync(file, "A=1\n");
    chmodSync(file, 0o644);
    await (await openEnvironmentFile(folder)).write("A=1\n");
    expect(modeOf(file)).toBe(0o600);
  });

  test.each([
    ["Latin 1", "latin1"],
    ["UTF-16", "utf16le"],
  ] as const)("is refused in %s, of which it would lose letters", async (_name, encoding) => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, ".env"), Buffer.from("# für uns\nA=1\n", encoding));
    await expect(openEnvironmentFile(folder)).rejects.toThrow(".env is not encoded as UTF-8");
  });

  test("stays a link if it is one", async () => {
    const folder = temporaryFolder();
    mkdirSync(path.join(folder, "elsewhere"));
    const file = path.join(folder, "elsewhere", "settings");
    writeFileSync(file, "A=1\n");
    symlinkSync(file, path.join(folder, ".env"));
    await (await openEnvironmentFile(folder)).write("A=2\n");
    expect(lstatSync(path.join(folder, ".env")).isSymbolicLink()).toBe(true);
    expect(readFileSync(file, "utf8")).toBe("A=2\n");
  });
});
