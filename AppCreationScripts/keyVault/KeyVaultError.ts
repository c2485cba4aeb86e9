import { isAxiosError } from "axios";
import * as z from "zod";

interface KeyVaultErrorDetails {
  /** The HTTP status; undefined if the vault gave no answer. */
  readonly status: number | undefined;
  /** The most exact of the vault's codes. */
  readonly code: string;
}

/** A call that a key vault refused or did not answer. Neither the message nor anything else in it has the token. */
export class KeyVaultError extends Error {
  override readonly name = "KeyVaultError";
  readonly status: number | undefined;
  readonly code: string;

  constructor(message: string, { status, code }: KeyVaultErrorDetails) {
    super(message);
    this.status = status;
    this.code = code;
  }

  /** True if what was asked for may have been done although no answer says so. */
  get uncertain(): boolean {
    return this.status === undefined || this.status >= 500;
  }
}

const errorAnswer = z.object({
  error: z.object({
    code: z.string(),
    innererror: z.object({ code: z.string() }).nullish(),
  }),
});

/**
 * Turns what axios throws into a KeyVaultError. The error itself is dropped: it holds the request with its token. So are
 * the vault's own sentences, which repeat what a call has sent.
 *
 * @see https://learn.microsoft.com/azure/key-vault/general/authentication-requests-and-responses
 */
export function keyVaultErrorOf(error: unknown): unknown {
  if (!isAxiosError(error)) {
    return error;
  }
  if (error.response === undefined) {
    return new KeyVaultError("The key vault did not answer.", {
      status: undefined,
      code: error.code ?? "ERR_NETWORK",
    });
  }
  const { status, data } = error.response;
  const { data: answer } = errorAnswer.safeParse(data);
  const code = answer?.error.innererror?.code ?? answer?.error.code ?? error.code ?? "";
  return new KeyVaultError("The key vault refused the call.", { status, code });
}
