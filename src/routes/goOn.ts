import type { Response } from "express";

/**
 * Answers a form with a page that goes on to an address by itself, with scripts or without. Browsers hold the
 * `form-action` of the Content-Security-Policy against every redirect that follows a form, and block what leads to another
 * origin; what follows this page is a navigation of its own.
 *
 * @see https://www.w3.org/TR/CSP3/#directive-form-action
 */
export function goOn(response: Response, title: string, address: string): void {
  response.render("goOn", { title, goOnTo: address });
}
