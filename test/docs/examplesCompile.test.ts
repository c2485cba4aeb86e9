import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { exampleIn } from "../support/documentedExample.js";
import { projectFile } from "../support/process/startServer.js";

const pages = ["docs/protect-a-page.md", "docs/call-an-api.md", "docs/ask-again.md"];

/** What the examples use, as a router in `src/routes` has it. */
const imports = `
import { Router } from "express";
import * as z from "zod";
import { ApiClient } from "SRC/api/apiClient.js";
import { createApiHttpClient } from "SRC/api/apiHttpClient.js";
import { methodNotAllowed } from "SRC/middleware/errors/methodNotAllowed.js";
import { accessTokenOf, type RequireAccessToken } from "SRC/middleware/guards/requireAccessToken.js";
import { requireAuth } from "SRC/middleware/guards/requireAuth.js";
import { requireAuthContext } from "SRC/middleware/guards/requireAuthContext.js";
import { requireRecentSignIn } from "SRC/middleware/guards/requireRecentSignIn.js";
import { requireRole } from "SRC/middleware/guards/requireRole.js";
import { personOf } from "SRC/session/signedIn.js";
declare const requireAccessToken: RequireAccessToken;
declare function closeAccount(claims: object): Promise<void>;
const router = Router();
`.replaceAll("SRC", projectFile("src"));

/** Returns what TypeScript says of these files, as the project is configured. */
function faultsIn(files: readonly string[]): string {
  const cache = projectFile("node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(path.join(cache, "examples-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [index, text] of files.entries()) {
    writeFileSync(path.join(folder, `example${index}.mts`), text);
  }
  const compilerOptions = { noUnusedLocals: false, typeRoots: [projectFile("node_modules/@types")] };
  const config = { extends: projectFile("tsconfig.json"), compilerOptions, include: ["*.mts"], exclude: [] };
  writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify(config));
  try {
    return execFileSync("npx", ["tsc", "-p", folder], { cwd: projectFile("."), encoding: "utf8" });
  } catch (error) {
    return error instanceof Error && "stdout" in error ? String(error.stdout) : String(error);
  }
}

test("the documented examples are TypeScript that the project's own settings accept", () => {
  expect(faultsIn(pages.map((page) => imports + exampleIn(page)))).toBe("");
});
