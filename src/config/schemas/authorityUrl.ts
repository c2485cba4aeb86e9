import { isLoopback } from "../hosts/loopback.js";
import { isGuid } from "./guid.js";
import { plainUrl } from "./urls.js";

/** Names that stand for many tenants: people with any account anywhere could sign in. */
const manyTenants = ["common", "organizations", "consumers"];

/** The rules of an authority, in the order in which they are tried; the sentence goes on from the variable's name. */
const rules: readonly (readonly [isKept: (url: URL) => boolean, sentence: string])[] = [
  [
    ({ hostname }) => !/(^|\.)b2clogin\.com$/i.test(hostname),
    "must not be on b2clogin.com: that is Azure AD B2C, and an external tenant signs people in at ciamlogin.com",
  ],
  [
    ({ hostname }) => !/(^|\.)onmicrosoft\.com$/i.test(hostname),
    "must not be the tenant's domain on onmicrosoft.com, where nobody signs in, but its address on ciamlogin.com",
  ],
  [
    ({ pathname }) => !pathname.includes("/.well-known/"),
    "must be the address in front of /.well-known/…, not that of the metadata",
  ],
  [
    ({ pathname }) => !/\/(oauth2|discovery)(\/|$)/.test(pathname),
    "must be the address in front of /oauth2/… or /discovery/…, not that of an endpoint",
  ],
  [
    ({ pathname }) => !manyTenants.includes(segmentsOf(pathname)[0] ?? ""),
    "must name one tenant in place of common, organizations or consumers",
  ],
  [
    // An emulator on this machine may have names of its own for its tenants.
    ({ hostname, pathname }) => isLoopback(hostname) || isTenantPath(segmentsOf(pathname)),
    "must have no path, or the tenant's id or domain, with or without /v2.0",
  ],
];

function segmentsOf(pathname: string): string[] {
  return pathname.split("/").filter((segment) => segment !== "");
}

function isTenantPath([tenant, version, ...others]: string[]): boolean {
  const named = tenant === undefined || isGuid(tenant) || tenant.includes(".");
  return named && (version === undefined || version === "v2.0") && others.length === 0;
}

/** Where people sign in. */
export const authorityUrl = plainUrl.superRefine((url, context) => {
  const broken = rules.find(([isKept]) => !isKept(url));
  if (broken) {
    context.addIssue({ code: "custom", message: broken[1] });
  }
});
