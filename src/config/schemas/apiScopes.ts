import * as z from "zod";
import { isGraph } from "../hosts/graph.js";

/** What every sign-in asks for by itself (OpenID Connect Core 1.0, sections 5.4 and 11). */
const signInScopes = ["openid", "profile", "email", "offline_access"];

/** With an API in front, by its address or its client id, or a name alone, which is one of Graph's. */
const scopeForm =
  /^(?:(?:(?:api|https):\/\/[\w.:~-]+(?:\/[\w.~-]+)*|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\/)?[\w.-]+$/i;

/** Returns the name by which the app asks for a scope: those of Graph have a short one. */
export function scopeName(scope: string): string {
  const end = scope.lastIndexOf("/");
  return end > 0 && isGraph(scope.slice(0, end)) ? scope.slice(end + 1) : scope;
}

/** Scopes of APIs, with spaces between them, each once. */
export const apiScopes = z
  .string()
  .transform((value) => value.split(/\s+/))
  .refine((scopes) => !scopes.some((scope) => /[,;]/.test(scope)), {
    error: "must have spaces between the scopes, and no commas",
    abort: true,
  })
  .refine((scopes) => !scopes.some((scope) => signInScopes.includes(scopeName(scope).toLowerCase())), {
    error: `must name scopes of APIs alone: ${signInScopes.join(", ")} are asked for by every sign-in, or are not needed`,
    abort: true,
  })
  .refine((scopes) => !scopes.some((scope) => /(?:^|\/)\.default$/i.test(scope)), {
    error: "must name each scope of an API by itself, in place of .default",
    abort: true,
  })
  .refine((scopes) => scopes.every((scope) => scopeForm.test(scope)), {
    error: "must be scopes with their API in front, such as api://CLIENT_ID/NAME, with spaces between them",
    abort: true,
  })
  .transform((scopes): readonly string[] => [...new Set(scopes.map(scopeName))]);
