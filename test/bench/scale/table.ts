import { markdownTable, whole, withQuartiles } from "../report/table.js";
import { type AppResults, measures, type Result } from "./measures.js";

/** The results as a table in Markdown. */
export function table(rows: readonly AppResults[]): string {
  const heading = [
    "storage",
    "sessions",
    "bytes each",
    ...measures.flatMap((measure) => [`${measure} /s`, "ratio", "CPU ms"]),
  ];
  const cells = rows.map(({ app, results }) => [
    app.storage,
    whole(app.sessions),
    whole(app.bytesPerSession),
    ...measures.flatMap((measure) => cellsOf(results[measure])),
  ]);
  return markdownTable(heading, cells);
}

function cellsOf({ perSecond, ratio, cpu }: Result): string[] {
  return [whole(perSecond), withQuartiles(ratio, (value) => value.toFixed(2)), cpu.toFixed(2)];
}
