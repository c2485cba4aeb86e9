import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { FakeGraph } from "../support/graph/fakeGraph.js";
import { projectFile } from "../support/process/startServer.js";
import { temporaryFolder } from "../support/process/temporaryFolder.js";

/** What stands for tsx and the command that it runs: it prints what it is given, and ends as the name of the app says. */
const tsxThatPrints = `
import path from "node:path";
const [command, ...options] = process.argv.slice(1);
console.log(JSON.stringify([path.basename(command), ...options]));
const [, code = "0"] = /^--name=exit (\\d+)$/m.exec(options.join("\\n")) ?? [];
process.exit(Number(code));
`;

/** Makes a project whose scripts are the real ones, and print what they give to which command. */
export function projectThatPrints(lineEnding: "\n" | "\r\n" = "\n"): string {
  const project = emptyProject();
  for (const name of ["Configure.ps1", "Cleanup.ps1", "Invoke-NodeCommand.ps1"]) {
    const source = readFileSync(projectFile(`AppCreationScripts/${name}`), "utf8");
    writeFileSync(path.join(project, "AppCreationScripts", name), source.replaceAll("\n", lineEnding));
  }
  const tsx = path.join(project, "node_modules/tsx");
  mkdirSync(tsx, { recursive: true });
  writeFileSync(path.join(tsx, "package.json"), '{ "type": "module", "main": "index.js" }');
  writeFileSync(path.join(tsx, "index.js"), tsxThatPrints);
  return project;
}

/** Makes a project whose scripts and commands are the real ones, but for the tenant: it has this Graph, and signs people in itself. */
export function projectWithTenant(
  graph: Pick<FakeGraph, "url" | "administratorId">,
  accessToken: string,
): string {
  const project = emptyProject();
  for (const name of ["AppCreationScripts", "infra/hooks", "src", ".env.sample"]) {
    cpSync(projectFile(name), path.join(project, name), { recursive: true });
  }
  symlinkSync(projectFile("node_modules"), path.join(project, "node_modules"));
  const replaced = (name: string) => path.join(project, "AppCreationScripts", name);
  const cloud = JSON.stringify({ graphOrigin: graph.url });
  writeFileSync(replaced("clouds.ts"), `Object.assign(clouds.Global, ${cloud});\n`, { flag: "a" });
  const administrator = JSON.stringify({ accessToken, objectId: graph.administratorId });
  writeFileSync(
    replaced("signIn/signInAdministrator.ts"),
    `export const signInAdministrator = async () => (${administrator});\n`,
  );
  return project;
}

/** A folder whose name has what PowerShell takes for more than a name elsewhere. */
function emptyProject(): string {
  const project = path.join(temporaryFolder(), "a project [1] $x `y");
  for (const folder of ["AppCreationScripts", "views"]) {
    mkdirSync(path.join(project, folder), { recursive: true });
  }
  writeFileSync(path.join(project, "package.json"), '{ "type": "module" }');
  return project;
}
