import type { RequestHandler } from "express";
import type { Config } from "../config.js";

/** What the layout shows on every page. */
export function viewLocals({ emulator }: Config): RequestHandler {
  return (_request, response, next) => {
    response.locals.emulated = emulator !== undefined;
    next();
  };
}
