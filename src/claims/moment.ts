/** A moment in ISO 8601 for programs, and in words for people. */
export interface Moment {
  readonly iso: string;
  readonly words: string;
}

const words = new Intl.DateTimeFormat("en", { dateStyle: "long", timeStyle: "long", timeZone: "UTC" });

/** Returns a moment given in milliseconds since 1970; undefined if there is none that far away. */
export function momentOf(milliseconds: number): Moment | undefined {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? undefined : { iso: date.toISOString(), words: words.format(date) };
}
