/** A variable that is set in the text of an `.env` file, and where. */
export interface Assignment {
  readonly index: number;
  readonly text: string;
  /** True if the line above is the mark. */
  readonly isMarked: boolean;
  readonly lead: string;
  readonly name: string;
  /** What stands behind the value. */
  readonly comment: string;
}

/** The line above a variable that the command has set, so that Cleanup knows it. */
export const mark = "# set by npm run configure";

/** White space within a line. */
const space = String.raw`[^\S\r\n]`;

const marked = String.raw`(?<marked>${space}*${mark}${space}*\r?\n)?`;
const lead = `(?<lead>${space}*(?:export${space}+)?)`;
const name = String.raw`(?<name>[\w.-]+)`;
const equals = String.raw`(?:${space}*=|:(?=\s))${space}*`;

/** In quotes a value may span lines. */
const quoted = ["'", '"', "`"].map((quote) => String.raw`${quote}(?:\\${quote}|[^${quote}])*${quote}`);
const value = String.raw`(?:${quoted.join("|")}|[^#\r\n]*)`;
const comment = String.raw`${space}*(?<comment>#[^\r\n]*)?`;

/** An assignment that a comment sign takes out. */
const inactive = String.raw`#(?<takenOut>[\w.-]+)=[^\r\n]*`;

const assignment = new RegExp(`^(?:${marked}${lead}${name}${equals}${value}${comment}|${inactive})$`, "gm");

/** Finds the assignments in the text of an `.env` file: those that count, and those that a comment sign takes out. */
export function assignmentsIn(text: string) {
  const active: Assignment[] = [];
  const inactive: Assignment[] = [];
  for (const { 0: found, index, groups = {} } of text.matchAll(assignment)) {
    const { marked, lead = "", name, comment = "", takenOut } = groups;
    const isMarked = marked !== undefined;
    if (name !== undefined) {
      active.push({ index, text: found, isMarked, lead, name, comment });
    } else if (takenOut !== undefined) {
      inactive.push({ index, text: found, isMarked, lead, name: takenOut, comment });
    }
  }
  return { active, inactive };
}

/** Puts lines in the place of an assignment that was found in the text. */
export function replaced(
  text: string,
  { index, text: found }: Assignment,
  lines: readonly (string | undefined)[],
): string {
  const given = lines.filter((line) => line !== undefined && line !== "").join(lineBreakIn(text));
  return text.slice(0, index) + given + text.slice(index + found.length);
}

/** The line break that a text has. */
export function lineBreakIn(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}
