import { isDeepStrictEqual } from "node:util";
import dotenv from "dotenv";
import { assignmentsIn, replaced } from "./assignments.js";

/** Thrown where a variable cannot be changed without changing others too. */
export class EnvironmentTextError extends Error {
  override readonly name = "EnvironmentTextError";
}

/** Ends each line that the command has set, so that Cleanup knows them. */
const marker = "# set by npm run configure";

/** Variables by their names. */
export type Variables = Readonly<Record<string, string>>;

/** What an `.env` file says, as the app reads it. */
export function parseVariables(text: string): Variables {
  return dotenv.parse(text);
}

/**
 * Sets variables in the text of an `.env` file and leaves everything else in it as it is. A variable is set where it
 * stands, or below a comment that has it as `#NAME=`, or at the end.
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
  const lineBreak = text.includes("\r\n") ? "\r\n" : "\n";
  // The last one counts where a variable is set twice.
  const found = active.findLast((one) => one.name === name);
  const line = `${found?.lead ?? ""}${name}=${encoded(value)} ${withMarker(found?.comment ?? "")}`;
  if (found) {
    return replaced(text, found, line);
  }
  const example = inactive.find((one) => one.name === name);
  if (example) {
    return replaced(text, example, `${example.text}${lineBreak}${line}`);
  }
  return `${text}${text === "" || text.endsWith("\n") ? "" : lineBreak}${line}${lineBreak}`;
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
