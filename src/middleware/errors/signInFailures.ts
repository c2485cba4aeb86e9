import type { ErrorRequestHandler } from "express";
import { isHttpError } from "http-errors";
import { AuthError } from "../../auth/errors/authError.js";
import { signInFailed, storageUnavailableCode } from "../../telemetry/events.js";

/** Tells of sign-ins that fail, and passes each error on. It stands behind the routes of a sign-in, on their paths. */
export const signInFailures: ErrorRequestHandler = (error: unknown, _request, _response, next) => {
  if (error instanceof AuthError) {
    signInFailed.publish(error);
  } else if (!isHttpError(error)) {
    signInFailed.publish({ code: "_OTHER" });
  } else if (error.status === 503) {
    signInFailed.publish({ code: storageUnavailableCode });
  }
  next(error);
};
