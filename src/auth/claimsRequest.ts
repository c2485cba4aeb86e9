import * as z from "zod";
import { parsedJson } from "./parsedJson.js";

/** Characters; it travels in the address of the tenant's page. */
const longest = 2_000;

const jsonObject = z.string().max(longest).transform(parsedJson).pipe(z.record(z.string(), z.unknown()));

/**
 * Returns a `claims` parameter (OpenID Connect Core 1.0, section 5.5) that came from outside, if it is a JSON object of
 * reasonable length; else undefined.
 */
export function claimsRequest(text: unknown): string | undefined {
  const { data } = jsonObject.safeParse(text);
  return data && JSON.stringify(data);
}
