import type { Reporter, TestModule } from "vitest/node";
import { conformanceTable, type Result } from "./conformanceTable.js";

/** Prints the conformance table of the tests that have run. A module without a result makes the run fail. */
export default class TableReporter implements Reporter {
  onTestRunEnd(testModules: readonly TestModule[]): void {
    const { lines, complete } = conformanceTable(testModules.flatMap(resultsOf));
    process.stdout.write(`${lines.join("\n")}\n`);
    if (!complete) {
      process.exitCode = 1;
    }
  }
}

function resultsOf({ children }: TestModule): Result[] {
  return [...children.allTests()].flatMap((test) => {
    const { conformance } = test.meta();
    const { state } = test.result();
    return conformance && test.parent.type === "suite" && (state === "passed" || state === "failed")
      ? { ...conformance, module: test.parent.name, passed: state === "passed" }
      : [];
  });
}
