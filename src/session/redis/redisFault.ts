import { ErrorReply } from "redis";
import { codeWord } from "../../log/codeWord.js";
import { LoggableError } from "../../log/loggableError.js";

/** What it means if Redis does nothing for the app's user. */
const meanings: ReadonlyMap<string, string> = new Map([
  ["NOAUTH", "it wants a user name and password in REDIS_URL, or REDIS_CREDENTIAL"],
  ["NOPERM", "it does not allow the app's user this command, or this key"],
  [
    "WRONGPASS",
    "the user name or password is wrong, or the app's identity has no access, or its token has expired",
  ],
]);

/**
 * Returns the error in which Redis refuses a command by its code alone (RESP, simple errors), because the rest can repeat the
 * command, and with it the id of a session. Any other error it gives back.
 */
export function redisFault(error: unknown): unknown {
  if (!(error instanceof ErrorReply)) {
    return error;
  }
  // It comes first, as in Redis's own errors, because that of a script that Redis does not know is read by the rate limit.
  const code = codeWord(error.message.split(" ", 1)[0]) ?? "An error of unknown form";
  const meaning = meanings.get(code);
  return new LoggableError(`${code} is what Redis answers${meaning === undefined ? "" : `: ${meaning}`}.`);
}
