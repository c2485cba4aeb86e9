import { interactionPath } from "../interactions/interactionParts.js";

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
}

/** What the view "form" shows. */
export interface FormPage {
  readonly title: string;
  readonly introduction?: string;
  readonly action: string;
  readonly hidden?: readonly { readonly name: string; readonly value: string }[];
  readonly fields: readonly FormField[];
  readonly submit: string;
  /** Another button of the same form, which sends it elsewhere or with one more value. */
  readonly otherSubmit?: {
    readonly text: string;
    readonly action?: string;
    readonly name?: string;
    readonly value?: string;
  };
  readonly links?: readonly { readonly text: string; readonly href: string }[];
  readonly passcode?: string;
  readonly users?: readonly { readonly email: string; readonly password: string }[];
  readonly cancelAction?: string;
}

export function cancelAction(uid: string): string {
  return interactionPath(uid, "cancel");
}
