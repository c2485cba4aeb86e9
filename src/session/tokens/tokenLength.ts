import { LoggableError } from "../../log/loggableError.js";

/** Characters that the tokens of a session may have, sealed. */
export const mostCharacters = 64 * 1024;

/** Throws if these tokens are longer than a session may have. */
export function checkLength(tokens: string): void {
  if (tokens.length > mostCharacters) {
    throw new LoggableError(`The tokens of a session are longer than ${mostCharacters} characters.`);
  }
}
