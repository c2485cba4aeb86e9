import { isDeepStrictEqual } from "node:util";
import dotenv from "dotenv";
import { type Assignment, assignmentsIn, lineBreakIn, mark, replaced } from "./assignments.js";

/** Thrown if a variable cannot be changed without changing others too. */
export class EnvironmentTextError extends Error {
  override readonly name = "EnvironmentTextError";
}

/** Variables by their names. */
export type Variables = Readonly<Record<string, string>>;

/** What an `.env` file says, as the app reads it. */
export function parseVariables(text: string): Variables {
  return dotenv.parse(text);
}

/**
 * Sets variables in the text of an `.env` file and leaves everything else in it as it is. A variable is set where it
 * stands, or below a comment that has it as `#NAME=`, or at the end; in a form that systemd and `docker run --env-file` read
 * as the app does, with every comment on a line of its own.
 *
 * @throws EnvironmentTextError if the text cannot be changed so.
 */
export function setVariables(text: string, variables: Variables): string {
  const before = parseVariables(text);
  let after = withMarksAbove(text);
  for (const [name, value] of Object.entries(variables)) {
    after = before[name] === value ? withPlainLine(after, name, value) : setVariable(after, name, value);
  }
  return checked(after, { ...before, ...variables });
}

/**
 * Empties the variables that `setVariables` has set, and leaves everything else as it is.
 *
 * @throws EnvironmentTextError if the text cannot be changed so.
 */
export function clearVariables(text: string): string {
  const expected = { ...parseVariables(text) };
  const { active } = assignmentsIn(text);
  let after = text;
  for (const found of active.filter(isSetByCommand).toReversed()) {
    after = replaced(after, found, [ownComment(found), `${found.lead}${found.name}=`]);
    if (active.findLast(({ name }) => name === found.name) === found) {
      expected[found.name] = "";
    }
  }
  return checked(after, expected);
}

function isSetByCommand({ isMarked, comment }: Assignment): boolean {
  return isMarked || comment.endsWith(mark);
}

/** What others have written behind a value. */
function ownComment({ comment }: Assignment): string {
  return comment.endsWith(mark) ? comment.slice(0, -mark.length).trimEnd() : comment.trimEnd();
}

/** Puts each mark that stands behind its value above it. */
function withMarksAbove(text: string): string {
  let after = text;
  const { active } = assignmentsIn(text);
  for (const found of active.filter(({ comment }) => comment.endsWith(mark)).toReversed()) {
    const value = parseVariables(found.text)[found.name] ?? "";
    after = replaced(after, found, [ownComment(found), mark, lineOf(found, found.name, value)]);
  }
  return after;
}

/** Writes a variable that has its value already in the form that all read; whoever set it, it stays theirs. */
function withPlainLine(text: string, name: string, value: string): string {
  const found = lastOf(name, text);
  const isPlain = found?.text.endsWith(`${found.lead}${name}=${value}`) && isPlainValue(value);
  return !found || isPlain
    ? text
    : replaced(text, found, [ownComment(found), found.isMarked ? mark : "", lineOf(found, name, value)]);
}

function setVariable(text: string, name: string, value: string): string {
  const found = lastOf(name, text);
  if (found) {
    return replaced(text, found, [ownComment(found), mark, lineOf(found, name, value)]);
  }
  const example = assignmentsIn(text).inactive.find((one) => one.name === name);
  if (example) {
    return replaced(text, example, [example.text, mark, lineOf(undefined, name, value)]);
  }
  const lineBreak = lineBreakIn(text);
  const separator = text === "" || text.endsWith("\n") ? "" : lineBreak;
  return `${text}${separator}${mark}${lineBreak}${lineOf(undefined, name, value)}${lineBreak}`;
}

/** The assignment that counts if a variable is set twice. */
function lastOf(name: string, text: string): Assignment | undefined {
  return assignmentsIn(text).active.findLast((one) => one.name === name);
}

function lineOf(found: Assignment | undefined, name: string, value: string): string {
  return `${found?.lead ?? ""}${name}=${encoded(value)}`;
}

/** True if every reader takes the value as it stands: what dotenv cuts, and systemd reads as an escape, needs quotes. */
function isPlainValue(value: string): boolean {
  return /^[^#'"`\\\r\n]*$/.test(value) && value === value.trim();
}

/** Writes a value so that dotenv reads the same. Docker takes no quotes away, so that they are only where they must be. */
function encoded(value: string): string {
  if (isPlainValue(value)) {
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
