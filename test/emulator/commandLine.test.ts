import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { helpText, readCommandLine } from "../../emulator/commandLine.js";
import { trustAdvice } from "../../emulator/https/trustAdvice.js";
import { projectFile } from "../support/process/startServer.js";

const readme = readFileSync(projectFile("emulator/README.md"), "utf8");

const nothing = {
  port: undefined,
  config: undefined,
  https: false,
  ciamlogin: false,
  certificates: undefined,
  help: false,
  version: false,
};

describe("The command line of the emulator", () => {
  test.each([
    [[], {}],
    [["--port", "0"], { port: 0 }],
    [["--port=65535", "--https"], { port: 65_535, https: true }],
    [["--ciamlogin"], { https: true, ciamlogin: true }],
    [["--https", "--certificates", "my folder"], { https: true, certificates: "my folder" }],
    [["--config", "tenants/emulator.json"], { config: "tenants/emulator.json" }],
    [["--help"], { help: true }],
    [["--version"], { version: true }],
  ])("%j is read", (args, said) => {
    expect(readCommandLine(args)).toEqual({ ...nothing, ...said });
  });

  test.each([
    [["--port"], "--port needs a value, as in --port <number>"],
    [["--port", "65536"], "--port must be from 0 to 65535"],
    [["--port=-1"], "--port must be from 0 to 65535"],
    [["--port", "--https"], "--port needs a value"],
    [["--https=yes"], "--https takes no value"],
    [["--certificates="], "--certificates needs a value"],
    [["--toString"], "--toString is no option"],
    [["-x"], "-x is no option"],
    [["3002"], '"3002" is no option'],
  ])("%j cannot be used", (args, fault) => {
    expect(() => readCommandLine(args)).toThrow(fault);
  });

  test("tells all its faults at once", () => {
    expect(() => readCommandLine(["--port", "x", "--htps"])).toThrow(
      /--port must be.*--htps is no option.*--help/s,
    );
  });

  test("has help on each option, and a word in the README", () => {
    for (const name of Object.keys(nothing)) {
      expect(helpText()).toContain(`--${name} `);
      expect(readme).toMatch(new RegExp(`^\\|.*\`--${name}\\b`, "m"));
    }
  });
});

test.each([
  ["linux", ["certutil -d sql:$HOME/.pki/nssdb", "update-ca-certificates"]],
  ["darwin", ["security add-trusted-cert"]],
  ["win32", ["certutil -user -addstore Root"]],
] as const)("On %s it says how its root comes to be trusted", (platform, ways) => {
  const advice = trustAdvice("/a b/root.pem", platform).join("\n");
  for (const way of ["NODE_EXTRA_CA_CERTS=", ...ways]) {
    expect(advice).toContain(way);
  }
  expect(advice).toContain('"/a b/root.pem"');
});

test.each(["linux", "darwin", "win32"] as const)("The README says of %s what it prints there", (platform) => {
  for (const line of trustAdvice("root.pem", platform)) {
    const [, how = ""] = /^ {2}.{22}(.*)$/.exec(line) ?? [];
    const parts = how
      .split(/ && |, /)
      .map((part) => part.replace(/^sudo cp root.pem /, "").replace(/^sudo /, ""));
    for (const part of parts) {
      expect(readme).toContain(part);
    }
  }
});
