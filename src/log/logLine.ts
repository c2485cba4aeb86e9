import type { LogFormat, LogLevel } from "./logStyle.js";
import { onOneLine } from "./onOneLine.js";

/**
 * What a line of JSON has in fields of its own; its message says the same to people. The names are those of OpenTelemetry's
 * semantic conventions where they have one.
 *
 * @see https://opentelemetry.io/docs/specs/semconv/registry/attributes/http/
 */
export interface LogFields {
  readonly "http.request.method"?: string;
  /** The route as the code has it, or the name of the middleware that answered. */
  readonly "http.route"?: string | undefined;
  readonly "http.response.status_code"?: number | undefined;
  readonly duration_ms?: number;
  /** The id that the error page shows; of a sign-in, the one by which Entra's own log knows it. */
  readonly correlation_id?: string | undefined;
  /** The trace to which the line belongs, and the span in it (Trace Context, section 3.2.2). */
  readonly trace_id?: string;
  readonly span_id?: string;
}

type LogLine = (level: LogLevel, message: string, fields?: LogFields, surroundings?: LogFields) => string;

/** Returns an event as one line, with its line break, at the time (UTC) at which this is called. */
export const logLine: Readonly<Record<LogFormat, LogLine>> = {
  text: (level, message) => `${now()} ${level} ${onOneLine(message)}\n`,
  // JSON itself lets DEL, C1 control characters and Unicode's line separators stand in a string.
  json: (level, message, fields, surroundings) =>
    `${onOneLine(JSON.stringify({ time: now(), level, message, ...fields, ...surroundings }))}\n`,
};

/** In the format of ISO 8601. */
function now(): string {
  return new Date().toISOString();
}
