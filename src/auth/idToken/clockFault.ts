import { errors } from "jose";
import { LoggableError } from "../../log/loggableError.js";

/**
 * Names this machine's clock where a fresh ID token is refused by its times: it comes straight from the tenant, so that one
 * of the two clocks is off. Undefined for any other error.
 */
export function clockFault(error: unknown): LoggableError | undefined {
  if (!(error instanceof errors.JWTExpired || error instanceof errors.JWTClaimValidationFailed)) {
    return undefined;
  }
  const { claim, reason, payload } = error;
  const time = payload[claim];
  if (reason !== "check_failed" || typeof time !== "number" || typeof payload.iat !== "number") {
    return undefined;
  }
  const now = Date.now() / 1000;
  const clock = `by this machine's clock, which says ${new Date().toISOString()}: is it right?`;
  if (time > now) {
    return new LoggableError(
      `the ID token is not yet valid, for another ${duration(time - now)} ("${claim}"), ${clock}`,
    );
  }
  const issued = `${duration(now - payload.iat)} after it was issued`;
  return claim === "exp"
    ? new LoggableError(`the ID token expired ${duration(now - time)} ago ("exp"), ${issued}, ${clock}`)
    : new LoggableError(`the ID token came ${issued} ("${claim}") ${clock}`);
}

/** In the largest unit that keeps the number above 2. */
function duration(seconds: number): string {
  const minutes = Math.round(Math.abs(seconds) / 60);
  if (minutes < 120) {
    return `${minutes} minutes`;
  }
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)} hours` : `${Math.round(minutes / 60 / 24)} days`;
}
