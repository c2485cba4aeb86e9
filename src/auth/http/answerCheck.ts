import { LoggableError } from "../../log/loggableError.js";

/** An answer that came, and of which MSAL can make nothing. */
export class AnswerError extends LoggableError {}

/** The tenant is overloaded or broken. */
export class TenantBusyError extends LoggableError {
  constructor(
    status: number,
    /** Seconds after which it wants to be asked again; undefined if it does not say. */
    readonly retryAfter: number | undefined,
  ) {
    super(`The server answered with status ${status}.`);
  }
}

export type CheckAnswer = (body: object, status: number) => void;

/** Throws at what MSAL would report as a wrong nonce: an answer without an ID token. */
export function requireIdToken(body: object, status: number): void {
  if (!("id_token" in body || "error" in body)) {
    throw new AnswerError(`The answer with status ${status} holds neither an ID token nor an error.`);
  }
}

/** Throws at an answer to a refresh that holds no access token. */
export function requireAccessToken(body: object, status: number): void {
  if (!("access_token" in body || "error" in body)) {
    throw new AnswerError(`The answer with status ${status} holds neither an access token nor an error.`);
  }
}
