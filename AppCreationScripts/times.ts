/** The moment so many days after another. */
export function daysFrom(moment: Date, days: number): Date {
  const later = new Date(moment);
  later.setUTCDate(later.getUTCDate() + days);
  return later;
}

/** The moment so many months after another; in the month after it where it has no such day. */
export function monthsFrom(moment: Date, months: number): Date {
  const later = new Date(moment);
  later.setUTCMonth(later.getUTCMonth() + months);
  return later;
}
