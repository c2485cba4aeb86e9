import * as z from "zod";
import type { FormField } from "./formPage.js";

const emailRule = "Enter an email address, such as name@example.com.";

/** More than any field takes, so that what is too long stays too long when it is cut. */
const longestTyped = 300;

/** Email addresses are compared in lower case. */
export const emailSchema = z
  .string(emailRule)
  .trim()
  .toLowerCase()
  .max(254, emailRule)
  .pipe(z.email(emailRule));

/** The address a person types first. */
export function emailField(value: string, error?: string): FormField {
  return {
    name: "email",
    label: "Email",
    type: "email",
    autocomplete: "username",
    value,
    error,
  };
}

/** The address on later pages: shown, kept for password managers, and not to be changed there. */
export function knownEmailField(value: string): FormField {
  return { name: "email", label: "Email", type: "email", autocomplete: "username", value, readonly: true };
}

/** What was typed, for showing it again; never used on a password. */
export function typed(body: unknown, name: string): string {
  const fields = z.record(z.string(), z.unknown()).safeParse(body);
  const value = fields.success ? fields.data[name] : undefined;
  return typeof value === "string" ? value.slice(0, longestTyped) : "";
}
