/** The day of a moment, in UTC, e.g. 2027-01-31. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}
