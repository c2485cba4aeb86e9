import { randomUUID } from "node:crypto";
import * as z from "zod";

/** One of Entra's errors: its number, its OAuth error, and what happened. */
export interface AadstsError {
  readonly number: number;
  readonly error: string;
  readonly message: string;
  /** What to put into the `claims` parameter of the sign-in that mends it, in JSON. */
  readonly claims?: string;
  /** What MSAL tells from it that a person has to do something. */
  readonly suberror?: "basic_action" | "consent_required";
}

/** An error as Entra writes it down (Microsoft identity platform, "Error response"). */
export interface AadstsDescription {
  readonly error: string;
  readonly error_description: string;
  readonly error_codes: readonly number[];
  readonly timestamp: string;
  readonly trace_id: string;
  readonly correlation_id: string;
  readonly error_uri: string;
  readonly claims?: string;
  readonly suberror?: string;
}

export function describeAadstsError(
  { number, error, message, claims, suberror }: AadstsError,
  correlationId: string,
): AadstsDescription {
  const traceId = randomUUID();
  const timestamp = `${new Date().toISOString().slice(0, 19).replace("T", " ")}Z`;
  return {
    error,
    error_description: `AADSTS${number}: ${message} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
    error_codes: [number],
    timestamp,
    trace_id: traceId,
    correlation_id: correlationId,
    error_uri: `https://login.microsoftonline.com/error?code=${number}`,
    ...(claims === undefined ? {} : { claims }),
    ...(suberror === undefined ? {} : { suberror }),
  };
}

/** The `client-request-id` of the request, so that both sides log the same id; a new one where it is no GUID. */
export function correlationIdFrom(...candidates: unknown[]): string {
  return candidates.find((candidate) => isGuid(candidate)) ?? randomUUID();
}

export function isGuid(value: unknown): value is string {
  return z.guid().safeParse(value).success;
}
