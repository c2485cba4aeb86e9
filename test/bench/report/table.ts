import type { Spread } from "./spread.js";

/** A table in Markdown. The first columns hold text, the others numbers. */
export function markdownTable(
  heading: readonly string[],
  rows: readonly (readonly string[])[],
  textColumns = 1,
): string {
  const rule = heading.map((_, column) => (column < textColumns ? "---" : "--:"));
  return [heading, rule, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** A whole number, with commas between the thousands. */
export function whole(value: number): string {
  return Math.round(value).toLocaleString("en");
}

/** The median, and the quartiles in parentheses. */
export function withQuartiles(
  { median, lowerQuartile, upperQuartile }: Spread,
  format: (value: number) => string,
): string {
  return `${format(median)} (${format(lowerQuartile)}–${format(upperQuartile)})`;
}
