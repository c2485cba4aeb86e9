import { claimMeanings, internalClaims, timeClaims } from "./claimMeanings.js";
import { type Moment, momentOf } from "./moment.js";

/** A claim as the claims page shows it: by its text, its time or its list. */
export interface ClaimRow {
  readonly name: string;
  readonly meaning: string;
  readonly text?: string;
  readonly time?: Moment;
  readonly list?: readonly string[];
}

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
  const time = timeClaims.has(name) && typeof value === "number" ? momentOf(value * 1000) : undefined;
  return { text: textOf(value), ...(time && { time }) };
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
