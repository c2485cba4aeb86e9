import { BaseSequencer, type TestSpecification } from "vitest/node";

/** In this order: tests that mostly wait for other programs begin first, and others have the cores meanwhile. */
const projects = ["browsers", "scale", "redis", "powershell", "browser", "node", "unit", "isolated"];

/** Runs the files of a project after each other, so that workers seldom change from one to another, for which they import all anew. */
export class WaitingFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => placeOf(one) - placeOf(other));
  }
}

function placeOf({ project }: TestSpecification): number {
  return projects.indexOf(project.name);
}
