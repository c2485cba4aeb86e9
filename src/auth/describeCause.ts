import { AuthError as MsalError } from "@azure/msal-node";
import * as z from "zod";

/**
 * Says what lies behind an error, for logs and for developers: a line with nothing personal and no token in it. Of what
 * Entra answers it takes the code alone, because its descriptions can name the person.
 */
export function describeCause(error: unknown): string {
  if (error instanceof MsalError) {
    return withCause(`${error.name} ${error.errorCode}`, error.cause);
  }
  if (error instanceof z.ZodError) {
    return z.prettifyError(error).replaceAll("\n", " ");
  }
  if (error instanceof AggregateError && error.message === "") {
    // What Node.js throws where a name has several addresses and none of them answers.
    return error.errors.map(describeCause).join(" and ");
  }
  return error instanceof Error ? withCause(`${error.name}: ${error.message}`, error.cause) : "unknown";
}

function withCause(description: string, cause: unknown): string {
  return cause === undefined ? description : `${description}, caused by ${describeCause(cause)}`;
}
