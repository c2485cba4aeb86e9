import type { Response } from "express";
import type { FormPage } from "./formPage.js";

/**
 * What the view "form" needs to show the page, and its HTTP status. The first field that is wrong, or else the first to
 * fill in, gets the focus; a page with a wrong field answers 400, and its title says so first, for those who hear it.
 */
export function formLocals(page: FormPage) {
  const wrong = page.fields.find(({ error }) => error !== undefined);
  const focused = wrong ?? page.fields.find(({ readonly }) => !readonly);
  const fields = page.fields.map((field) => ({ ...field, focus: field === focused }));
  return { ...page, fields, isError: wrong !== undefined, status: wrong ? 400 : 200 };
}

/** Shows a page with a form. */
export function renderForm(response: Response, page: FormPage): void {
  const { status, ...locals } = formLocals(page);
  response.status(status).render("form", locals);
}
