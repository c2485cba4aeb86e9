import type { ErrorRequestHandler, RequestHandler } from "express";
import * as z from "zod";
import type { EmulatorLog } from "../log.js";
import { expiredSignInPage, failurePage, notFoundPage, unreadableRequestPage } from "./errorPages.js";

const clientErrorSchema = z.object({ status: z.int().min(400).max(499) });

export const notFound: RequestHandler = (_request, response) => {
  response.status(404).render("message", notFoundPage);
};

/** Every fault ends on a page; what is not the browser's doing is logged. */
export function errorHandler(log: EmulatorLog): ErrorRequestHandler {
  return (error, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    if (error instanceof Error && error.name === "SessionNotFound") {
      response.status(400).render("message", expiredSignInPage);
      return;
    }
    const clientError = clientErrorSchema.safeParse(error);
    if (clientError.success) {
      response.status(clientError.data.status).render("message", unreadableRequestPage);
      return;
    }
    log.error(`Emulator: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    response.status(500).render("message", failurePage);
  };
}
