import { whyNotApplicable } from "./notApplicable.js";
import { plans } from "./plans.js";
import { type ResponseMode, responseModes } from "./responseModes.js";

/** What one test showed. */
export interface Result {
  readonly module: string;
  readonly responseMode: ResponseMode;
  readonly expected: string;
  readonly passed: boolean;
}

type Row = readonly string[];

/**
 * The results as the lines of a table: the suite's modules by plan, then what goes beyond them. It is complete when each
 * module of each plan has passed in both response modes or does not apply.
 */
export function conformanceTable(results: readonly Result[]): { lines: string[]; complete: boolean } {
  const known = Object.values(plans).flat();
  const beyond = new Set(results.map(({ module }) => module).filter((module) => !known.includes(module)));
  const sections = [...Object.entries(plans), ["Beyond the suite", [...beyond]] as const].map(
    ([title, modules]) => ({ title, rows: modules.map((module) => rowOf(module, results)) }),
  );
  const header = ["module", ...responseModes, "what is expected, or why it does not apply"];
  const rows = sections.flatMap((section) => section.rows);
  const format = formatOf([header, ...rows]);
  return {
    lines: sections.flatMap(({ title, rows }) => ["", title, format(header), ...rows.map(format)]),
    complete: !rows.flat().some((cell) => cell === "FAIL" || cell === "not run"),
  };
}

function rowOf(module: string, results: readonly Result[]): Row {
  const own = results.filter((result) => result.module === module);
  const reason = whyNotApplicable(module);
  if (own.length === 0 && reason !== undefined) {
    return [module, ...responseModes.map(() => "-"), reason];
  }
  return [module, ...responseModes.map((mode) => cellOf(own, mode)), own[0]?.expected ?? ""];
}

function cellOf(results: readonly Result[], mode: ResponseMode): string {
  const own = results.filter(({ responseMode }) => responseMode === mode);
  if (own.length === 0) {
    return "not run";
  }
  return own.every(({ passed }) => passed) ? "pass" : "FAIL";
}

/** Pads the cells of a row to the widths of their columns. */
function formatOf(rows: readonly Row[]): (row: Row) => string {
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  return (row) => `  ${row.map((cell, column) => cell.padEnd(width(column))).join("  ")}`.trimEnd();
}
