import { isIP } from "node:net";
import * as z from "zod";
import { codeWord } from "./codeWord.js";
import { LoggableError } from "./loggableError.js";

/**
 * Says what lies behind an error, for logs and for developers: a line with nothing personal and no secret in it. Only the
 * app's own sentences are repeated. Of all other errors it takes what is a word for machines, because their sentences can
 * hold what came from outside.
 */
export function describeCause(error: unknown): string {
  if (error instanceof AggregateError && error.message === "") {
    // What Node.js throws where a name has several addresses and none of them answers.
    return error.errors.map(describeCause).join(" and ");
  }
  if (!(error instanceof Error)) {
    return "unknown";
  }
  const description = descriptionOf(error);
  const cause = error.cause instanceof Error ? describeCause(error.cause) : description;
  // Axios gives its errors the name and the code of what they are made of.
  return cause === description ? description : `${description.replace(/\.$/, "")}, caused by ${cause}`;
}

function descriptionOf(error: Error): string {
  const name = codeWord(error.name) ?? "Error";
  if ("errorCode" in error) {
    // MSAL's.
    return `${name} ${codeWord(error.errorCode) ?? "with an error of unknown form"}`;
  }
  if (error instanceof z.ZodError) {
    // It names fields that the app has declared, and what the app expects there.
    return z.prettifyError(error).replaceAll("\n", " ");
  }
  const words = error instanceof LoggableError ? error.message : (aboutCode(error) ?? codesOf(error));
  return words === "" ? name : `${name}: ${words}`;
}

/** Sentences of Node.js and Express about the app's code, which hold its names and no values. */
const sentencesAboutCode = [
  /^[\w$.()[\] ]{1,80} is not (?:a function|a constructor|defined|iterable)$/,
  /^Cannot (?:read|set) properties of (?:undefined|null) \((?:reading|setting) '[A-Za-z_$]{1,40}'\)$/,
  /^Failed to lookup view "[\w/-]{1,80}" in views director(?:y|ies) /,
];

function aboutCode({ message }: Error): string | undefined {
  return sentencesAboutCode.some((sentence) => sentence.test(message)) ? message : undefined;
}

/** What an error says in codes and numbers, e.g. `connect ECONNREFUSED 192.0.2.1:6379`. */
function codesOf(error: Error): string {
  const { syscall, code, address, port, status, statusCode, claim }: Readonly<Record<string, unknown>> = {
    ...error,
  };
  const place = typeof address === "string" && isIP(address) ? address : undefined;
  // Axios and the SDK of Azure keep the status of an HTTP answer, jose the claim that it refuses.
  const answered = [status, statusCode].find((number) => typeof number === "number");
  const refused = codeWord(claim);
  return [
    codeWord(syscall),
    codeWord(code),
    place !== undefined && typeof port === "number" ? `${place}:${port}` : place,
    answered === undefined ? undefined : `status ${answered}`,
    refused === undefined ? undefined : `claim "${refused}"`,
  ]
    .filter((word) => word !== undefined)
    .join(" ");
}
