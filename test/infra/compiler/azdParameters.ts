import { readFileSync } from "node:fs";
import * as z from "zod";
import { projectFile } from "../../support/process/startServer.js";

/** The values of an azd environment, by name. */
export type AzdEnvironment = Readonly<Record<string, string>>;

const parameterFile = z.object({
  parameters: z.record(z.string(), z.object({ value: z.string() })),
});

/** A reference to a value of the environment, and what stands for it if it is not set. */
const reference = /\$\{(\w+)(?:=([^}]*))?\}/g;

/** Returns what a file of parameters says, as it stands there. */
export function parametersIn(file: string): Readonly<Record<string, string>> {
  const { parameters } = parameterFile.parse(JSON.parse(readFileSync(projectFile(file), "utf8")));
  return Object.fromEntries(Object.entries(parameters).map(([name, { value }]) => [name, value]));
}

/** The names of the environment that a file of parameters refers to without a default. */
export function namesWithoutDefault(file: string): readonly string[] {
  const values = Object.values(parametersIn(file)).join(" ");
  return [...values.matchAll(reference)].flatMap(([, name = "", whenUnset]) =>
    whenUnset === undefined ? [name] : [],
  );
}

/** The names of the environment that a file of parameters refers to. */
export function namesIn(file: string): readonly string[] {
  const values = Object.values(parametersIn(file)).join(" ");
  return [...values.matchAll(reference)].map(([, name = ""]) => name);
}

/** Returns the parameters with an environment's values, as azd gives them; those that come out empty are left out. */
export function azdParameters(file: string, environment: AzdEnvironment): Readonly<Record<string, string>> {
  const filled = Object.entries(parametersIn(file)).map(([name, value]) => [
    name,
    value.replaceAll(
      reference,
      (_whole, variable: string, whenUnset = "") => environment[variable] || whenUnset,
    ),
  ]);
  return Object.fromEntries(filled.filter(([, value]) => value !== ""));
}
