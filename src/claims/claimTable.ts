import { claimMeanings, internalClaims, timeClaims } from "./claimMeanings.js";

/** A claim as the claims page shows it: by its text, its time or its list. */
export interface ClaimRow {
  readonly name: string;
  readonly meaning: string;
  readonly text?: string;
  /** The moment in ISO 8601 for programs, and in words for people. */
  readonly time?: { readonly iso: string; readonly words: string };
  readonly list?: readonly string[];
}

const words = new Intl.DateTimeFormat("en", { dateStyle: "long", timeStyle: "long", timeZone: "UTC" });

/** Rows for all claims of an ID token, known or not, in the token's order. */
export function claimTable(claims: Readonly<Record<string, unknown>>): ClaimRow[] {
  return Object.entries(claims).map(([name, value]) => ({
    name,
    meaning: meaningOf(name),
    ...shown(name, value),
  }));
}

function meaningOf(name: string): string {
  return internalClaims.has(name)
    ? "Internal to Entra: means nothing to an app."
    : (claimMeanings.get(name) ?? "Not described here: a claim that the tenant adds.");
}

function shown(name: string, value: unknown): Pick<ClaimRow, "text" | "time" | "list"> {
  if (Array.isArray(value)) {
    return { list: value.map(textOf) };
  }
  const moment = timeClaims.has(name) && typeof value === "number" ? new Date(value * 1000) : undefined;
  if (moment && !Number.isNaN(moment.getTime())) {
    return { text: textOf(value), time: { iso: moment.toISOString(), words: words.format(moment) } };
  }
  return { text: textOf(value) };
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
