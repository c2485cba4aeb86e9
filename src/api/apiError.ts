import * as z from "zod";
import { codeWord } from "../log/codeWord.js";
import { LoggableError } from "../log/loggableError.js";
import type { Challenge } from "./challenges.js";

/** Problem Details for HTTP APIs (RFC 9457); an API chooses the words, so they go into no log. */
export const problemDetails = z.object({
  type: z.string().optional().catch(undefined),
  title: z.string().optional().catch(undefined),
  detail: z.string().optional().catch(undefined),
});

export type ProblemDetails = z.output<typeof problemDetails>;

/** What Microsoft Graph and other APIs of OData answer in place of a problem (OData JSON Format 4.01, section 21.1). */
export const odataError = z.object({ error: z.object({ code: z.string() }) });

interface ApiErrorDetails {
  readonly problem?: ProblemDetails | undefined;
  /** The API's own word for what is wrong. */
  readonly code?: string | undefined;
  /** Seconds after which it is worth trying again. */
  readonly retryAfter?: number | undefined;
  /** What the API says of the access token (RFC 6750, section 3). */
  readonly challenge?: Challenge | undefined;
  readonly cause?: unknown;
}

/** A call to an API that failed. Its message is for logs and holds nothing personal or secret. */
export class ApiError extends LoggableError {
  override readonly name = "ApiError";
  readonly problem: ProblemDetails | undefined;
  readonly retryAfter: number | undefined;
  readonly challenge: Challenge | undefined;

  /** `status` is what the API answered; 504 if it did not in time, 503 if it cannot be reached, 502 if its answer is of no use. */
  constructor(
    api: string,
    readonly status: number,
    what: string,
    { problem, code, retryAfter, challenge, cause }: ApiErrorDetails = {},
  ) {
    const reason = codeWord(code) ?? codeWord(challenge?.parameters.get("error"));
    super(`${api} ${what}${reason === undefined ? "" : ` (${reason})`}.`, { cause });
    this.problem = problem;
    this.retryAfter = retryAfter;
    this.challenge = challenge;
  }
}
