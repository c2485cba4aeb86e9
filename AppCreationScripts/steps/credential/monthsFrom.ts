/** Returns the moment so many months after another; in the month after it if it has no such day. */
export function monthsFrom(moment: Date, months: number): Date {
  const later = new Date(moment);
  later.setUTCMonth(later.getUTCMonth() + months);
  return later;
}
