import * as z from "zod";
import { commaSeparated } from "./commaSeparated.js";

const names = ["loopback", "linklocal", "uniquelocal"];

const address = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]);

/** Addresses and networks. Express takes no network of length 0, which is every address. */
const trustedAddresses = commaSeparated
  .refine((items) => items.every((item) => names.includes(item) || address.safeParse(item).success), {
    error: "must be true, false, a number of proxies up to 99, or their addresses with commas between them",
    abort: true,
  })
  .refine(
    (items) => !items.some((item) => /\/0+$/.test(item)),
    "must not be every address (a network of length 0): name the proxies or their number",
  );

/** The proxies whose `X-Forwarded-*` headers Express believes. */
export const trustProxy = z.string().transform((value, context): boolean | number | string[] => {
  if (value === "true" || value === "false") {
    return value === "true";
  }
  if (/^\d{1,2}$/.test(value)) {
    return Number(value);
  }
  const { data, error } = trustedAddresses.safeParse(value);
  for (const { message } of error?.issues ?? []) {
    context.issues.push({ code: "custom", message, input: value });
  }
  return data ?? z.NEVER;
});
