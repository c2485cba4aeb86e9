import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { projectFile } from "../../support/process/startServer.js";
import { type AzdEnvironment, azdParameters } from "./azdParameters.js";
import { deployments } from "./deployments.js";
import { inSarif } from "./findings.js";
import { type Resource, readSnapshot, readTemplate, type Template } from "./template.js";

const run = promisify(execFile);

/** Both templates, and what they make in each of the deployments. */
export interface Compiled {
  readonly main: Template;
  readonly web: Template;
  readonly resources: Readonly<Record<keyof typeof deployments, readonly Resource[]>>;
}

/** Compiles infra/, and works out what each deployment would make. Rejects if the compiler finds an error. */
export async function compile(bicep: string): Promise<Compiled> {
  const [main, web] = await Promise.all([build(bicep, "infra/main.bicep"), build(bicep, "infra/web.bicep")]);
  const templates = { "infra/main": main, "infra/web": web };
  const resources = async (name: keyof typeof deployments) => {
    const { file, environment } = deployments[name];
    return resourcesOf(bicep, file, templates[file], environment);
  };
  return {
    main,
    web,
    resources: {
      containerApps: await resources("containerApps"),
      appService: await resources("appService"),
      app: await resources("app"),
    },
  };
}

async function build(bicep: string, file: string): Promise<Template> {
  const options = ["--stdout", ...inSarif];
  const { stdout, stderr } = await run(bicep, ["build", projectFile(file), ...options], {
    maxBuffer: 2 ** 26,
  });
  return readTemplate(stdout, stderr);
}

async function resourcesOf(
  bicep: string,
  file: string,
  { parameters }: Template,
  environment: AzdEnvironment,
): Promise<readonly Resource[]> {
  // The compiler takes parameters from a file that names the template by a relative path.
  const folder = await mkdtemp(path.join(tmpdir(), "bicep-"));
  try {
    const values = Object.entries(azdParameters(`${file}.parameters.json`, environment));
    const lines = values.map(([name, value]) => `param ${name} = ${literal(value, parameters[name]?.type)}`);
    const using = path.relative(folder, projectFile(`${file}.bicep`));
    const parameterFile = path.join(folder, "deployment.bicepparam");
    await writeFile(parameterFile, [`using '${using}'`, ...lines, ""].join("\n"));
    await run(bicep, [
      "snapshot",
      parameterFile,
      ...["--mode", "overwrite"],
      ...["--tenant-id", "22222222-3333-4444-8555-666666666666"],
      ...["--subscription-id", "33333333-4444-4555-8666-777777777777"],
      ...(file === "infra/web" ? ["--resource-group", "rg-shop"] : ["--location", "westeurope"]),
    ]);
    return readSnapshot(await readFile(path.join(folder, "deployment.snapshot.json"), "utf8"));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Azd has strings alone, and makes of them what the template declares. */
function literal(value: string, type: string | undefined): string {
  return type === "bool" || type === "int" ? value : `'${value}'`;
}
