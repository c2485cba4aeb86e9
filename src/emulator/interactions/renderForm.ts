import type { Response } from "express";
import type { FormPage } from "./formPage.js";

/**
 * Shows a page with a form. The first field that is wrong, or else the first to fill in, gets the focus; a page with a
 * wrong field answers 400, and its title says so first, for those who hear it.
 */
export function renderForm(response: Response, page: FormPage): void {
  const wrong = page.fields.find(({ error }) => error !== undefined);
  const focused = wrong ?? page.fields.find(({ readonly }) => !readonly);
  const fields = page.fields.map((field) => ({ ...field, focus: field === focused }));
  response.status(wrong ? 400 : 200).render("form", { ...page, fields, isError: wrong !== undefined });
}
