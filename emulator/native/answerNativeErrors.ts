import type { ErrorRequestHandler } from "express";
import { correlationIdFrom, describeAadstsError } from "../answers/aadsts.js";
import { NativeError } from "./request/nativeError.js";
import { formOf } from "./request/nativeRequest.js";

/** Answers in Entra's JSON, with what the native authentication API adds to it. */
export const answerNativeErrors: ErrorRequestHandler = (error, request, response, next) => {
  if (!(error instanceof NativeError)) {
    next(error);
    return;
  }
  const correlationId = correlationIdFrom(
    request.get("client-request-id"),
    request.query["client-request-id"],
    formOf(request).get("client-request-id"),
  );
  response
    .status(400)
    .set("Cache-Control", "no-store")
    .json({ ...describeAadstsError(error.error, correlationId), ...error.details });
};
