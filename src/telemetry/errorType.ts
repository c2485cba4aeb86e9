import { codeWord } from "../log/codeWord.js";
import { other } from "./httpMethod.js";

/** How a call ended: by an error, or by an answer. */
interface Outcome {
  readonly error?: unknown;
  readonly status?: number | undefined;
  readonly aadsts?: number | undefined;
}

/**
 * Returns the `error.type` of a call that failed: the number of Entra's refusal, the status of the answer, or the code or name
 * of the error. Undefined if it went well.
 *
 * @see https://opentelemetry.io/docs/specs/semconv/registry/attributes/error/
 */
export function errorTypeOf({ error, status = 0, aadsts }: Outcome): string | undefined {
  if (error !== undefined) {
    return wordOf(error);
  }
  if (status < 400) {
    return undefined;
  }
  return aadsts === undefined ? String(status) : `AADSTS${aadsts}`;
}

/** Returns the `error.type` of a request that a browser made; undefined unless the app failed. */
export function serverErrorTypeOf(status = 0): string | undefined {
  return status >= 500 ? String(status) : undefined;
}

function wordOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return other;
  }
  const code = "code" in error ? codeWord(error.code) : undefined;
  return code ?? codeWord(error.name) ?? other;
}
