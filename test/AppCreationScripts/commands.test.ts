import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { projectFile } from "../support/startServer.js";

/** Runs a command as a process, with no terminal. */
async function run(script: string, ...commandLine: readonly string[]) {
  const program = projectFile(`AppCreationScripts/${script}.ts`);
  const child = spawn(process.execPath, ["--import", import.meta.resolve("tsx"), program, ...commandLine], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env.PATH, HOME: process.env.HOME },
  });
  const [output, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  return { code, output, errors };
}

describe.each(["configure", "cleanup"])("The command %s", (script) => {
  test("explains its options", async () => {
    const { code, output, errors } = await run(script, "--help");
    expect({ code, errors }).toEqual({ code: 0, errors: "" });
    expect(output).toContain(`npm run ${script} -- --tenant-id contoso.onmicrosoft.com`);
    expect(output).toMatch(/^ {2}--tenant-id <id or domain> {2}.* \(required\)$/m);
    expect(output).toMatch(/^ {2}--environment <cloud> .* \(Global, USGov, China; default: Global\)$/m);
  });

  test("tells every fault and ends with exit code 1", async () => {
    const { code, output, errors } = await run(script, "--environment", "Mars", "--what");
    expect({ code, output }).toEqual({ code: 1, output: "" });
    expect(errors).toBe(
      [
        "The options cannot be used:",
        "  --what is no option: --help lists them",
        "  --tenant-id is missing, e.g. --tenant-id contoso.onmicrosoft.com",
        "  --environment must be Global, USGov or China, e.g. --environment Global",
        "--help lists the options.",
        "",
      ].join("\n"),
    );
  });

  test("rehearses with the hosts of the cloud", async () => {
    const { code, output, errors } = await run(
      script,
      ...["--tenant-id", "contoso.onmicrosoft.us", "--environment", "USGov", "--dry-run"],
    );
    expect({ code, errors }).toEqual({ code: 0, errors: "" });
    expect(output).toMatch(/^This is a dry run: nobody is called and nothing is written\.\n/);
    expect(output).toContain("  GET /applications?$filter=");
  });
});

test("npm run cleanup refuses to remove anything where nobody can be asked", async () => {
  const { code, errors } = await run("cleanup", "--tenant-id", "contoso.onmicrosoft.com");
  expect(code).toBe(1);
  expect(errors).toBe(
    "Nobody can be asked without a terminal. With --yes the command removes without asking.\n",
  );
});
