import { execFile } from "node:child_process";
import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { describe, expect, inject, test } from "vitest";
import * as z from "zod";
import { projectFile } from "../../support/process/startServer.js";
import { temporaryFolder } from "../../support/process/temporaryFolder.js";
import { findingsIn, inSarif } from "./findings.js";

const run = promisify(execFile);

/** The rules that the compiler and its linter find broken in a file. */
async function brokenRulesIn(file: string): Promise<readonly string[]> {
  const { stdout } = await run(inject("bicepPath"), ["lint", file, ...inSarif]).catch((error: unknown) =>
    z.object({ stdout: z.string() }).parse(error),
  );
  return findingsIn(stdout).map(({ ruleId }) => ruleId);
}

/** A copy of a file of infra/ in which texts are others, beside all the rest. */
function changed(file: string, changes: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  cpSync(projectFile("infra"), folder, { recursive: true });
  let content = readFileSync(path.join(folder, file), "utf8");
  for (const [text, other] of Object.entries(changes)) {
    expect(content).toContain(text);
    content = content.replace(text, other);
  }
  writeFileSync(path.join(folder, file), content);
  return path.join(folder, file);
}

describe("The compiler", () => {
  test.each(["main", "web"] as const)("finds nothing to say of infra/%s.bicep and its modules", (name) => {
    expect(inject("compiled")[name].findings).toEqual([]);
  });

  test("is shown every module", async () => {
    const used = /(?:module \w+|^import .* from) '(?:\.\.\/)?([\w/]+\.bicep)'/gm;
    const files = readdirSync(projectFile("infra"), { recursive: true, encoding: "utf8" });
    const modules = files.filter((file) => file.endsWith(".bicep"));
    const named = modules.flatMap((file) =>
      [...readFileSync(projectFile(`infra/${file}`), "utf8").matchAll(used)].map(([, other = ""]) =>
        path.basename(other),
      ),
    );
    expect([...new Set([...named, "main.bicep", "web.bicep"])].sort()).toEqual(
      modules.map((file) => path.basename(file)).sort(),
    );
  });

  test("would find a property that its type does not have, and one that is missing", async () => {
    const file = changed("modules/redis.bicep", {
      "evictionPolicy:": "neverThrowAway:",
      "    publicNetworkAccess:": "    // publicNetworkAccess:",
    });
    expect(await brokenRulesIn(file)).toEqual(expect.arrayContaining(["BCP035", "BCP037"]));
  });

  test("would find a value of another type, and a secret among the outputs", async () => {
    const file = changed("modules/keyVault.bicep", {
      "enableSoftDelete: true": "enableSoftDelete: 'yes'",
      "output id string = vault.id": "output id string = newSessionSecret",
    });
    expect(await brokenRulesIn(file)).toEqual(
      expect.arrayContaining(["BCP036", "outputs-should-not-contain-secrets"]),
    );
  });
});
