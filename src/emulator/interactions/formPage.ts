import { interactionPath } from "./interactionParts.js";

/** One labelled input of a page. */
export interface FormField {
  readonly name: string;
  readonly label: string;
  readonly type: "email" | "password" | "text";
  readonly autocomplete: string;
  readonly value?: string;
  readonly readonly?: boolean;
  readonly numeric?: boolean;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly focus?: boolean;
}

/** What the view "form" shows. */
export interface FormPage {
  readonly title: string;
  readonly introduction?: string;
  readonly action: string;
  readonly fields: readonly FormField[];
  readonly submit: string;
  readonly otherSubmit?: { readonly text: string; readonly action: string };
  readonly links?: readonly { readonly text: string; readonly href: string }[];
  readonly passcode?: string;
  readonly users?: readonly { readonly email: string; readonly password: string }[];
  readonly cancelAction: string;
}

export function cancelAction(uid: string): string {
  return interactionPath(uid, "cancel");
}

/** A page with a wrong field is an answer to a bad request, and its title says so first, for screen readers. */
export function hasError({ fields }: FormPage): boolean {
  return fields.some(({ error }) => error !== undefined);
}
