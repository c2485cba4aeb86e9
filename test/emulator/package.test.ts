import { execFileSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import * as z from "zod";
import { tenantDomain, tenantId } from "../../emulator/tenant.js";
import { emulatorManifest, installEmulatorPackage } from "../support/emulator/emulatorPackage.js";
import { projectFile, startServer } from "../support/process/startServer.js";

const root = z
  .object({
    version: z.string(),
    engines: z.unknown(),
    dependencies: z.record(z.string(), z.string()),
    devDependencies: z.record(z.string(), z.string()),
  })
  .parse(JSON.parse(readFileSync(projectFile("package.json"), "utf8")));

const manifest = emulatorManifest();

describe("The emulator's package.json", () => {
  test("names its dependencies in the versions of the project", () => {
    const versions = { ...root.dependencies, ...root.devDependencies };
    const names = Object.keys(manifest.dependencies);
    expect(manifest.dependencies).toEqual(Object.fromEntries(names.map((name) => [name, versions[name]])));
    expect(manifest.engines).toEqual(root.engines);
  });

  test("stands beside the project's licence", () => {
    const [own, all] = ["emulator/LICENSE", "LICENSE"].map((file) => readFileSync(projectFile(file), "utf8"));
    expect(own).toBe(all);
  });
});

describe("The packed emulator, alone in a folder", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "packed-"));
  let place: string;
  beforeAll(() => {
    place = installEmulatorPackage(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const command = () => path.join(place, manifest.bin[manifest.name] ?? "");

  function start(...args: string[]) {
    const server = startServer({
      program: [command(), ...args],
      folder,
      environment: { XDG_DATA_HOME: folder },
    });
    onTestFinished(() => server.stop("SIGKILL"));
    return server;
  }

  test("holds what it makes, its licence, its README, and the schema and the example of an emulator.json", () => {
    const made = ["LICENSE", "README.md", "dist", "package.json"];
    const files = [...made, "emulator.example.jsonc", "emulator.schema.json"];
    expect(readdirSync(place).sort()).toEqual(files.sort());
  });

  test("takes the example of an emulator.json", async () => {
    const file = path.join(place, "emulator.example.jsonc");
    const output = await start("--port", "0", "--config", file).printed("/v2.0\n");
    expect(output).toContain(`The tenant is that of ${file}`);
  });

  test("answers with a discovery document", async () => {
    const output = await start("--port", "0").printed("post-logout redirect URI");
    const authority = /AUTHORITY=(\S+)/.exec(output)?.[1] ?? "";
    const response = await fetch(`${authority}/v2.0/.well-known/openid-configuration`);
    expect(await response.json()).toMatchObject({
      token_endpoint: `${new URL(authority).origin}/${tenantId}/oauth2/v2.0/token`,
    });
    const [page, style] = await Promise.all(
      ["/", "/stylesheets/pico.min.css"].map((at) => fetch(new URL(at, authority))),
    );
    expect(await page?.text()).toContain("The emulator is running");
    expect(style?.status).toBe(200);
  });

  test("serves https, and says what to trust and to set", async () => {
    const output = await start("--port", "0", "--https").printed("post-logout redirect URI");
    const file = path.join(folder, "external-id-emulator/authorities/localhost/root.pem");
    expect(output).toContain(`NODE_EXTRA_CA_CERTS=${file}`);
    expect(output).toMatch(/AUTHORITY=https:\/\/localhost:\d+\/contoso\.onmicrosoft\.com\n/);
    expect(output).toMatch(/known authorities:\n {2}localhost:(\d+), [0-9a-f-]{36}\.localhost:\1\n/);
  });

  test("says which names to map if it serves those of Entra", async () => {
    const output = await start("--port", "0", "--ciamlogin").printed("post-logout redirect URI");
    expect(output).toContain(`127.0.0.1 contoso.ciamlogin.com ${tenantId}.ciamlogin.com\n`);
    expect(output).toContain("The authority is then https://contoso.ciamlogin.com/");
  });

  test("prints its version and its help, and refuses what it does not know", async () => {
    expect(await start("--version").ended).toMatchObject({ code: 0, output: `${manifest.version}\n` });
    expect(await start("--help").ended).toMatchObject({
      code: 0,
      output: expect.stringContaining("--certificates <folder>"),
    });
    expect(await start("--htps").ended).toMatchObject({
      code: 1,
      errors: expect.stringContaining("--htps is no option"),
    });
  });

  test("is a library too, with the example of its README", async () => {
    writeFileSync(path.join(folder, "example.mjs"), exampleOfLibrary());
    const example = startServer({ program: ["example.mjs"], folder });
    onTestFinished(() => example.stop("SIGKILL"));
    expect(await example.ended).toMatchObject({
      code: 0,
      errors: "",
      output: expect.stringMatching(new RegExp(`^http://127\\.0\\.0\\.1:\\d+/${tenantDomain} `)),
    });
  });

  test("has types that need none of others", () => {
    writeFileSync(path.join(folder, "example.mts"), exampleOfLibrary());
    mkdirSync(path.join(folder, "node_modules/@types"), { recursive: true });
    symlinkSync(projectFile("node_modules/@types/node"), path.join(folder, "node_modules/@types/node"));
    const options = ["--strict", "--noEmit", "--module", "NodeNext", "--target", "ES2023", "--types", "node"];
    const compiler = projectFile("node_modules/typescript/bin/tsc");
    execFileSync(process.execPath, [compiler, ...options, "example.mts"], { cwd: folder, stdio: "pipe" });
  });
});

/** What the README shows of the library. */
function exampleOfLibrary(): string {
  const readme = readFileSync(projectFile("emulator/README.md"), "utf8");
  return /```ts\n([^`]*startEmulator[^`]*)```/.exec(readme)?.[1] ?? "";
}
