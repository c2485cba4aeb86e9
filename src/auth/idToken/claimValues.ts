import * as z from "zod";

const values = z
  .union([z.string().transform((value) => [value]), z.array(z.string())])
  .readonly()
  .catch([]);

/** Returns the values of a claim that may have several: an array of strings, or one string. None for anything else. */
export function claimValues(claim: unknown): readonly string[] {
  return values.parse(claim);
}
