import path from "node:path";
import { describe, expect, inject, test } from "vitest";
import { projectRoot } from "../../../src/process/paths.js";
import { projectFile } from "../../support/process/startServer.js";
import { runProgram, typeScript } from "../runProgram.js";

/** Runs a command as a process. */
function run(script: string, ...commandLine: readonly string[]) {
  const program = path.join(inject("builtApp"), "scripts", `${script}.js`);
  return runProgram({ command: [process.execPath, program, ...commandLine] });
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
    expect(output).toMatch(/^This is a dry run: nobody is called and nothing is written\.$/m);
    expect(output).toContain("  GET /applications?$filter=");
  });
});

test("npm run cleanup refuses to remove anything if nobody can be asked", async () => {
  const { code, errors } = await run("cleanup", "--tenant-id", "contoso.onmicrosoft.com");
  expect(code).toBe(1);
  expect(errors).toBe(
    "Nobody can be asked without a terminal. With --yes the command removes without asking.\n",
  );
});

describe("npm run configure says that npm has kept options to itself", () => {
  test.each([
    ["one that npm has too", ["--dry-run", "--", "--tenant-id", "contoso.onmicrosoft.com"], "--dry-run"],
    ["all of them", ["--tenant-id", "contoso.onmicrosoft.com", "--graph"], "--tenant-id, --graph"],
  ])("%s", async (_case, commandLine, names) => {
    const { code, output, errors } = await runProgram({
      command: ["npm", "run", "--silent", "configure", ...commandLine],
      cwd: projectRoot,
    });
    expect({ code, output }).toEqual({ code: 1, output: "" });
    expect(errors).toContain(
      `npm has kept ${names} to itself: put two dashes first, as in npm run configure -- --tenant-id contoso`,
    );
  });
});

test("npm run configure takes options after the dashes, whatever npm's own settings are", async () => {
  const { code, errors } = await runProgram({
    command: typeScript(
      projectFile("AppCreationScripts/configure.ts"),
      ...["--tenant-id", "contoso.onmicrosoft.com", "--dry-run"],
    ),
    environment: { npm_config_dry_run: "true", npm_config_yes: "true" },
  });
  expect({ code, errors }).toEqual({ code: 0, errors: "" });
});
