/** A variable that is set in the text of an `.env` file, and where. */
interface Assignment {
  readonly index: number;
  readonly text: string;
  readonly lead: string;
  readonly name: string;
  readonly comment: string;
}

/** White space within a line. */
const space = String.raw`[^\S\r\n]`;

const lead = `(?<lead>${space}*(?:export${space}+)?)`;
const name = String.raw`(?<name>[\w.-]+)`;
const equals = String.raw`(?:${space}*=|:(?=\s))${space}*`;

/** In quotes a value may span lines. */
const quoted = ["'", '"', "`"].map((quote) => String.raw`${quote}(?:\\${quote}|[^${quote}])*${quote}`);
const value = String.raw`(?:${quoted.join("|")}|[^#\r\n]*)`;
const comment = String.raw`${space}*(?<comment>#[^\r\n]*)?`;

/** An assignment that a comment sign takes out. */
const inactive = String.raw`#(?<takenOut>[\w.-]+)=[^\r\n]*`;

const assignment = new RegExp(`^(?:${lead}${name}${equals}${value}${comment}|${inactive})$`, "gm");

/** Finds the assignments in the text of an `.env` file: those that count, and those that a comment sign takes out. */
export function assignmentsIn(text: string) {
  const active: Assignment[] = [];
  const inactive: Assignment[] = [];
  for (const { 0: found, index, groups = {} } of text.matchAll(assignment)) {
    const { lead = "", name, comment = "", takenOut } = groups;
    if (name !== undefined) {
      active.push({ index, text: found, lead, name, comment });
    } else if (takenOut !== undefined) {
      inactive.push({ index, text: found, lead, name: takenOut, comment });
    }
  }
  return { active, inactive };
}

/** Puts a line in the place of an assignment that was found in the text. */
export function replaced(text: string, { index, text: found }: Assignment, line: string): string {
  return text.slice(0, index) + line + text.slice(index + found.length);
}
