import * as z from "zod";

/** What a whole number may be, and what the sentence for a bad one adds. */
interface Bounds {
  readonly least: number;
  readonly most: number;
  /** Such as `of minutes`. */
  readonly unit?: string;
  /** Such as `; 0 sets no limit`. */
  readonly zero?: string;
}

/** A whole number in decimal digits, between two bounds. */
export function wholeNumber({ least, most, unit, zero = "" }: Bounds) {
  const kind = unit === undefined ? "a whole number" : `a whole number ${unit}`;
  return z
    .string()
    .regex(/^\d+$/, { error: `must be ${kind} from ${least} on${zero}`, abort: true })
    .transform(Number)
    .refine((value) => value >= least, { error: `must be ${least} or more${zero}`, abort: true })
    .refine((value) => value <= most, `must be ${most} or less${zero}`);
}
