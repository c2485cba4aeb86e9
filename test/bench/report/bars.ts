const longest = 40;

/** A line for each value, as long as the value is large, for a block of plain text. Without a length: nothing, or less. */
export function bars(
  values: readonly { readonly name: string; readonly value: number }[],
  format: (value: number) => string,
): string {
  const largest = Math.max(...values.map(({ value }) => value));
  const width = Math.max(...values.map(({ name }) => name.length));
  return values
    .map(({ name, value }) => {
      const bar = "█".repeat(Math.round((Math.max(0, value) / largest) * longest));
      return `${name.padEnd(width)} ${bar} ${format(value)}`;
    })
    .join("\n");
}
