import type { TestProject } from "vitest/node";
import { installWithApt } from "./programs.js";

declare module "vitest" {
  interface ProvidedContext {
    /** True if the machine lacks a program that the tests of the project need. */
    leftOut: boolean;
  }
}

/** A program that is not among the project's packages. */
export interface NeededProgram {
  readonly name: string;
  find(): string | undefined;
  readonly debianPackage: string;
  /** How else to get it. */
  readonly advice: string;
}

/** What the setup of a project asks of it. */
export type SetUpProject = Pick<TestProject, "name" | "provide"> & {
  readonly vitest: Pick<TestProject["vitest"], "onClose">;
};

/**
 * Finds the programs that a project's tests need, and installs them where it can. Where one is missing all the same, its
 * tests are left out, and the run ends with a line about that.
 */
export function needPrograms(
  project: SetUpProject,
  programs: readonly NeededProgram[],
  install: typeof installWithApt = installWithApt,
): void {
  const missing = programs.filter((program) => !(program.find() ?? installed(program, install)));
  project.provide("leftOut", missing.length > 0);
  if (missing.length > 0) {
    const lacks = missing.map(({ name, advice }) => `${name} is missing: ${advice}`).join("; ");
    endWithLine(project, `Left out: the tests of test/${project.name}. ${lacks}.`);
  }
}

/** Ends the run with a line about tests that have not run, which is a failure where CI is set. */
export function endWithLine(project: Pick<SetUpProject, "vitest">, line: string): void {
  project.vitest.onClose(() => {
    process.stdout.write(`${line}\n`);
    if (process.env.CI) {
      process.exitCode = 1;
    }
  });
}

function installed({ find, debianPackage, advice }: NeededProgram, install: typeof installWithApt) {
  try {
    install(debianPackage, advice);
  } catch {
    // The last line says what to do, and apt-get has said what went wrong.
  }
  return find();
}
