import type { Response } from "express";
import { type FormPage, hasError } from "./formPage.js";

export function renderForm(response: Response, page: FormPage): void {
  response.status(hasError(page) ? 400 : 200).render("form", { ...page, isError: hasError(page) });
}
