import { promisify } from "node:util";
import type { Request } from "express";
import { storageUnavailable } from "./storageUnavailable.js";

/**
 * Ends the request's session in the store.
 *
 * @throws HttpError 503 where the storage does not answer.
 */
export async function endSession(request: Request): Promise<void> {
  try {
    await promisify(request.session.destroy.bind(request.session))();
  } catch (error) {
    throw storageUnavailable(error);
  }
}
