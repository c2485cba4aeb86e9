import type { ErrorRequestHandler } from "express";
import { isHttpError } from "http-errors";
import { ApiError } from "../../api/apiError.js";
import { AccessError } from "../../auth/errors/accessError.js";
import { AuthError, type AuthErrorCode } from "../../auth/errors/authError.js";
import { describeCause } from "../../log/describeCause.js";
import { describeFault } from "../../log/describeFault.js";
import type { Log } from "../../log/log.js";
import { isNavigation } from "../navigation.js";
import { type ErrorPage, errorPage } from "./errorPage.js";

/** What Express has said of a file before it found that it cannot send it; of the page it is not true. */
const headersOfFiles = ["Accept-Ranges", "Content-Type", "ETag", "Last-Modified"];

/**
 * Answers every request that failed with a page, or, if nobody looks at one, with a problem. Notes in the log what
 * somebody may have to mend.
 */
export function errorHandler({ production, log }: { production: boolean; log: Log }): ErrorRequestHandler {
  // Express tells an error handler by its four parameters.
  return (error: unknown, request, response, _next) => {
    const page = errorPage(error, production);
    response.locals.correlationId = page.correlationId;
    note(log, error, page);
    if (response.headersSent) {
      // An end of the connection tells the browser that the page is not whole.
      response.destroy();
      return;
    }
    for (const name of headersOfFiles) {
      response.removeHeader(name);
    }
    if (isHttpError(error) && error.headers) {
      response.set(error.headers);
    }
    if (page.retryAfter !== undefined) {
      response.set("Retry-After", String(page.retryAfter));
    }
    response.status(page.status).set("Cache-Control", "no-store");
    if (!isNavigation(request)) {
      response.type("application/problem+json").send(JSON.stringify(problemOf(page)));
      return;
    }
    response.render("error", { ...page }, (renderError: Error | null, html?: string) => {
      if (renderError) {
        note(log, renderError, { ...page, status: 500 });
        response.type("text").send(`${page.title}. ${page.message}`);
        return;
      }
      response.send(html);
    });
  };
}

/** Problem Details for HTTP APIs (RFC 9457). */
function problemOf({ status, title, message: detail, correlationId }: ErrorPage): object {
  return { type: "about:blank", status, title, detail, ...(correlationId && { correlationId }) };
}

/** With these nobody's sign-in has failed: somebody who is signed in does not get further. */
const refusals: ReadonlySet<AuthErrorCode> = new Set(["sign_in_needed", "demand_unmet", "access_refused"]);

function note(log: Log, error: unknown, { status, correlationId }: ErrorPage): void {
  const known = `(correlation id ${correlationId})`;
  const fields = { correlation_id: correlationId };
  if (error instanceof AccessError || (error instanceof AuthError && refusals.has(error.code))) {
    log.warn(`Access refused: ${describeCause(error)} ${known}`, fields);
  } else if (error instanceof AuthError) {
    log.warn(`Sign-in failed: ${describeCause(error)} ${known}`, fields);
  } else if (error instanceof ApiError) {
    log.warn(`An API failed: ${describeCause(error)} ${known}`, fields);
  } else if (status >= 500 && isHttpError(error)) {
    log.warn(`Request failed: ${describeCause(error)} ${known}`, fields);
  } else if (status >= 500) {
    log.error(`Request failed: ${describeFault(error)} ${known}`, fields);
  }
}
