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
  return [heading, heading.map((_, column) => (column === 0 ? "---" : "--:")), ...cells]
    .map((line) => `| ${line.join(" | ")} |`)
    .join("\n");
}

function cellsOf({ perSecond, ratio, cpu }: Result): string[] {
  const quartiles = `${ratio.lowerQuartile.toFixed(2)}–${ratio.upperQuartile.toFixed(2)}`;
  return [whole(perSecond), `${ratio.median.toFixed(2)} (${quartiles})`, cpu.toFixed(2)];
}

function whole(value: number): string {
  return Math.round(value).toLocaleString("en");
}
