import * as z from "zod";
import type { CollectedAttribute, UserFlow } from "../../directory/userFlows.js";
import { invalidRequest, NativeError, type RequiredAttribute } from "../request/nativeError.js";

const valueSchema = z.string().trim().min(1).max(100);
const attributesSchema = z.record(z.string(), z.unknown());

/**
 * Returns those of the attributes in the form that the user flow collects; the others are ignored, as at Entra.
 *
 * @throws NativeError if the parameter is no JSON object, or a value is none that the flow takes.
 */
export function attributesIn(form: URLSearchParams, { attributes }: UserFlow): Record<string, string> {
  const given = parse(form.get("attributes") ?? "{}");
  const values = attributes.flatMap(({ name }) =>
    Object.hasOwn(given, name) ? [{ name, value: valueSchema.safeParse(given[name]) }] : [],
  );
  const invalid = values.filter(({ value }) => !value.success);
  if (invalid.length > 0) {
    throw new NativeError(
      { number: 1002027, error: "invalid_grant", message: "Some of the attributes are not valid." },
      {
        suberror: "attribute_validation_failed",
        invalid_attributes: invalid.map(({ name }) => ({ name })),
      },
    );
  }
  return Object.fromEntries(values.map(({ name, value }) => [name, value.data ?? ""]));
}

/** Returns what the user flow still asks for: each attribute that it collects is required. */
export function missingAttributes(
  { attributes }: UserFlow,
  given: Readonly<Record<string, string>>,
): RequiredAttribute[] {
  return attributes
    .filter(({ name }: CollectedAttribute) => !Object.hasOwn(given, name))
    .map(({ name }) => ({ name, type: "string", required: true }));
}

function parse(json: string): Record<string, unknown> {
  try {
    return attributesSchema.parse(JSON.parse(json));
  } catch {
    throw invalidRequest("The parameter 'attributes' must be an object in JSON.");
  }
}
