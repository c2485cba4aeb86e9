import * as z from "zod";
import { newPasswordSchema, passwordRule } from "../../directory/passwords.js";
import type { CollectedAttribute, UserFlow } from "../../directory/userFlows.js";
import type { FormField } from "../form/formPage.js";

const nameRule = "Enter the name that apps shall call you by, with at most 100 characters.";

/** What keeps browsers from asking for what they know (HTML, "Autofill"). */
const autocompletes: Readonly<Record<string, string>> = {
  displayName: "name",
  givenName: "given-name",
  surname: "family-name",
  city: "address-level2",
  country: "country-name",
};

type Issues = readonly Pick<z.core.$ZodIssue, "path" | "message">[];

/** What a form of this flow must have: every attribute, and a password if people sign in with one. */
export function detailsSchema({ attributes, signInWith }: UserFlow) {
  const fields = attributes.map((attribute) => {
    const rule = ruleOf(attribute);
    return [attribute.name, z.string(rule).trim().min(1, rule).max(100, rule)] as const;
  });
  return z
    .object({ password: signInWith === "password" ? newPasswordSchema : z.undefined().catch(undefined) })
    .and(z.object(Object.fromEntries(fields)));
}

export function newPasswordField(issues: Issues): FormField {
  return {
    name: "password",
    label: "Password",
    type: "password",
    autocomplete: "new-password",
    hint: passwordRule,
    error: errorOf("password", issues),
  };
}

export function attributeFields(
  { attributes }: UserFlow,
  typedValue: (name: string) => string,
  issues: Issues,
): FormField[] {
  return attributes.map(({ name, label }) => ({
    name,
    label,
    type: "text",
    autocomplete: autocompletes[name] ?? "off",
    value: typedValue(name),
    error: errorOf(name, issues),
  }));
}

function ruleOf({ name, label }: CollectedAttribute): string {
  return name === "displayName" ? nameRule : `Enter ${label}, with at most 100 characters.`;
}

function errorOf(name: string, issues: Issues): string | undefined {
  return issues.find(({ path }) => path[0] === name)?.message;
}
