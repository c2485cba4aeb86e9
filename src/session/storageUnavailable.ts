import createError, { type HttpError } from "http-errors";
import { LoggableError } from "../log/loggableError.js";

/** Seconds after which it is worth trying again. */
const retryAfter = 5;

/** The storage does not answer (RFC 9110, section 15.6.4). Sessions are still there when it comes back. */
export function storageUnavailable(cause: unknown): HttpError {
  return createError(503, new LoggableError("The storage does not answer.", { cause }), {
    headers: { "Retry-After": String(retryAfter) },
  });
}
