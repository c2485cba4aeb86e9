import { isDeepStrictEqual } from "node:util";
import dotenv from "dotenv";

/** Thrown where a variable cannot be changed without changing others too. */
export class EnvironmentTextError extends Error {
  override readonly name = "EnvironmentTextError";
}

/** Ends each line that the command has set, so that Cleanup knows them. */
const marker = "# set by npm run configure";

/** Variables by their names. */
export type Variables = Readonly<Record<string, string>>;

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

/** What an `.env` file says, as the app reads it. */
export function parseVariables(text: string): Variables {
  return dotenv.parse(text);
}

/**
 * Sets variables in the text of an `.env` file and leaves everything else in it as it is. A variable is set where it
 * stands, or where a comment has it as `#NAME=`, or at the end.
 *
 * @throws EnvironmentTextError where the text cannot be changed so.
 */
export function setVariables(text: string, variables: Variables): string {
  const before = parseVariables(text);
  let after = text;
  for (const [name, value] of Object.entries(variables)) {
    if (before[name] !== value) {
      after = setVariable(after, name, value);
    }
  }
  return checked(after, { ...before, ...variables });
}

/**
 * Empties the variables that `setVariables` has set, and leaves everything else as it is.
 *
 * @throws EnvironmentTextError where the text cannot be changed so.
 */
export function clearVariables(text: string): string {
  const expected = { ...parseVariables(text) };
  const { active } = assignmentsIn(text);
  const marked = active.filter(({ comment }) => comment.endsWith(marker));
  let after = text;
  for (const found of marked.toReversed()) {
    const comment = found.comment.slice(0, -marker.length).trimEnd();
    after = replaced(after, found, `${found.lead}${found.name}=${comment && ` ${comment}`}`);
    if (active.findLast(({ name }) => name === found.name) === found) {
      expected[found.name] = "";
    }
  }
  return checked(after, expected);
}

function setVariable(text: string, name: string, value: string): string {
  const { active, inactive } = assignmentsIn(text);
  // The last one counts where a variable is set twice.
  const found = active.findLast((one) => one.name === name) ?? inactive.find((one) => one.name === name);
  const line = `${found?.lead ?? ""}${name}=${encoded(value)} ${withMarker(found?.comment ?? "")}`;
  if (found) {
    return replaced(text, found, line);
  }
  const lineBreak = text.includes("\r\n") ? "\r\n" : "\n";
  return `${text}${text === "" || text.endsWith("\n") ? "" : lineBreak}${line}${lineBreak}`;
}

function assignmentsIn(text: string) {
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

function replaced(text: string, { index, text: found }: Assignment, line: string): string {
  return text.slice(0, index) + line + text.slice(index + found.length);
}

function withMarker(comment: string): string {
  return comment === "" || comment.endsWith(marker) ? comment || marker : `${comment.trimEnd()} ${marker}`;
}

/** Writes a value so that dotenv reads the same: as it is where that is safe, and else in quotes. */
function encoded(value: string): string {
  if (/^[^\s#'"`]*$/.test(value)) {
    return value;
  }
  const quote = ["'", "`", '"'].find((one) => !value.includes(one)) ?? "'";
  return quote + value + quote;
}

/** Parses the text again, as nobody can know every way in which it may have been written. */
function checked(text: string, expected: Variables): string {
  if (!isDeepStrictEqual(parseVariables(text), expected)) {
    throw new EnvironmentTextError(
      ".env is written in a way that this command cannot change: edit it by hand.",
    );
  }
  return text;
}
