import type { CommandOptions } from "./options.js";

/** What `--help` prints: the command, what it does, and its options with their defaults. */
export function helpText(script: string, does: string, options: CommandOptions): string {
  const rows = Object.entries(options).map(
    ([name, { placeholder, description, required, choices, ...option }]) => {
      const left = placeholder === undefined ? `--${name}` : `--${name} <${placeholder}>`;
      const notes = [
        required && "required",
        choices?.join(", "),
        option.default !== undefined && `default: ${option.default}`,
      ].filter(Boolean);
      return [left, notes.length > 0 ? `${description} (${notes.join("; ")})` : description] as const;
    },
  );
  const width = Math.max(...rows.map(([left]) => left.length));
  return [
    `npm run ${script} -- --tenant-id contoso.onmicrosoft.com`,
    "",
    does,
    "",
    ...rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`),
    "",
    "AppCreationScripts/AppCreationScripts.md tells more.",
  ].join("\n");
}
