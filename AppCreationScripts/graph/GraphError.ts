import { isAxiosError } from "axios";
import * as z from "zod";

interface GraphErrorDetails {
  /** The HTTP status; undefined if Graph gave no answer. */
  readonly status: number | undefined;
  readonly code: string;
  /** The id of the request in Graph's logs. */
  readonly requestId: string | undefined;
}

/** A call that Graph refused or did not answer. Neither the message nor anything else in it has the token. */
export class GraphError extends Error {
  override readonly name = "GraphError";
  readonly status: number | undefined;
  readonly code: string;
  readonly requestId: string | undefined;

  constructor(message: string, { status, code, requestId }: GraphErrorDetails) {
    super(message);
    this.status = status;
    this.code = code;
    this.requestId = requestId;
  }

  /** True if what was asked for may have been done although no answer says so. */
  get uncertain(): boolean {
    return this.status === undefined || this.status >= 500;
  }
}

const errorAnswer = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/**
 * Turns what axios throws into a GraphError. The error itself is dropped: it holds the request with its token.
 *
 * @see https://learn.microsoft.com/graph/errors
 */
export function graphErrorOf(error: unknown): unknown {
  if (!isAxiosError(error)) {
    return error;
  }
  const { response } = error;
  if (response === undefined) {
    const code = error.code ?? "ERR_NETWORK";
    return new GraphError("Microsoft Graph did not answer.", {
      status: undefined,
      code,
      requestId: undefined,
    });
  }
  const { status, data, headers } = response;
  const { success, data: answer } = errorAnswer.safeParse(data);
  const requestId = z.string().optional().catch(undefined).parse(headers["request-id"]);
  return success
    ? new GraphError(answer.error.message, { status, code: answer.error.code, requestId })
    : new GraphError("Microsoft Graph answered with an error that it does not explain.", {
        status,
        code: error.code ?? "",
        requestId,
      });
}
