import type { ErrorRequestHandler, RequestHandler, Response } from "express";
import * as z from "zod";

/** Answers what a program asked for in vain. */
export function refuseCall(response: Response, status: number, error: string): void {
  response.status(status).json({ error });
}

export const noSuchCall: RequestHandler = (_request, response) => {
  refuseCall(response, 404, "The emulator's API has nothing at this address.");
};

const clientErrorSchema = z.object({ status: z.int().min(400).max(499) });

/** Returns all that is wrong, each with where. */
export function faultsIn({ issues }: z.ZodError): string {
  return issues.map(({ path, message }) => `${path.map(String).join(".") || "it"}: ${message}`).join("; ");
}

/** Says every fault of a body at once. */
export const refuseFaultyCall: ErrorRequestHandler = (error, _request, response, next) => {
  if (error instanceof z.ZodError) {
    const faults = error.issues.map(
      ({ path, message }) => `${path.map(String).join(".") || "it"}: ${message}`,
    );
    refuseCall(response, 400, faults.join("; "));
    return;
  }
  const clientError = clientErrorSchema.safeParse(error);
  if (clientError.success) {
    refuseCall(response, clientError.data.status, "The body cannot be read.");
    return;
  }
  next(error);
};
