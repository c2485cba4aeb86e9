import * as z from "zod";
import { isGuid } from "./guid.js";

/** The first label of the tenant's domain (RFC 1123, section 2.1). */
export const subdomain = z
  .string()
  .refine((value) => !isGuid(value), {
    error: "must be the first part of the tenant's domain, not the tenant's id",
    abort: true,
  })
  .refine((value) => !/[./:]/.test(value), {
    error: "must be the first part of the tenant's domain alone, with no dot in it",
    abort: true,
  })
  .regex(
    /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i,
    "must be letters, digits and -, as in the tenant's domain",
  );
