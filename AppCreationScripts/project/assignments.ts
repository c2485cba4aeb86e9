/** A variable that is set in the text of an `.env` file, and where. */
interface Assignment {
  readonly index: number;
  readonly text: string;
  readonly lead: string;
  readonly name: string;
  readonly comment: string;
}

/** An assignment, whose value may span lines in quotes, and one that a comment sign takes out. */
const activeAssignment =
  /(?<lead>[^\S\r\n]*(?:export[^\S\r\n]+)?)(?<name>[\w.-]+)(?:[^\S\r\n]*=|:(?=\s))[^\S\r\n]*(?:'(?:\\'|[^'])*'|"(?:\\"|[^"])*"|`(?:\\`|[^`])*`|[^#\r\n]*)[^\S\r\n]*(?<comment>#[^\r\n]*)?/;
const inactiveAssignment = /#(?<takenOut>[\w.-]+)=[^\r\n]*/;
const assignment = new RegExp(`^(?:${activeAssignment.source}|${inactiveAssignment.source})$`, "gm");

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
