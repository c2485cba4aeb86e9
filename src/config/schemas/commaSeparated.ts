import * as z from "zod";

/** A list with commas between its items. */
export const commaSeparated = z.string().transform((value) => value.split(",").map((item) => item.trim()));
