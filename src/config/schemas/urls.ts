import * as z from "zod";
import { isLoopback } from "../hosts/loopback.js";
import { percentDecoded } from "../percentDecoded.js";

/** If a value breaks this rule, no further one is tried: only the first rule that it breaks is told. */
function stopping(error: string) {
  return { error, abort: true };
}

/** A URL with no query, no fragment and no credentials, as it is written. */
const writtenUrl = z
  .url({ protocol: /^https?$/, ...stopping("must be an https: URL, with its https:// and with no spaces") })
  .refine((value) => !/[?#]/.test(value), stopping("must have no ? and no # in it"))
  .refine((value) => {
    const { username, password } = new URL(value);
    return username === "" && password === "";
  }, stopping("must have no user name and no password in it"));

export const plainUrl = writtenUrl.transform((value) => new URL(value));

/** The address of an API, to which access tokens are sent: with no slash at its end. */
export const apiUrl = plainUrl
  .refine(
    ({ protocol, hostname }) => protocol === "https:" || isLoopback(hostname),
    "must be https: except on this machine",
  )
  .transform(({ href }) => href.replace(/\/+$/, ""));

/** Entra accepts `http:` for localhost only. It compares letter for letter, so the value stays as it is written. */
export const redirectTarget = writtenUrl.refine((value) => {
  const { protocol, hostname } = new URL(value);
  return protocol === "https:" || hostname === "localhost";
}, "must be https: except on localhost");

/** The address of an Azure key vault, not of one of its secrets. */
export const keyVaultUrl = plainUrl
  .refine(({ protocol }) => protocol === "https:", stopping("must be the https: URL of a key vault"))
  .refine(
    ({ pathname }) => pathname === "/",
    "must be the address of the vault alone: the name of what it holds goes to KEY_VAULT_CERTIFICATE or KEY_VAULT_SECRET",
  );

/** An address that the Redis client can take apart: with a host, and credentials that can be decoded. */
export const redisUrl = z
  .url({
    protocol: /^rediss?$/,
    ...stopping("must be a redis: or rediss: URL, with special characters of the password as %23 and so on"),
  })
  .refine((value) => new URL(value).hostname !== "", stopping("must name a host after redis:// or rediss://"))
  .refine((value) => new URL(value).port !== "0", stopping("must name a port from 1 to 65535, or none"))
  .refine(
    (value) => new URL(value).search === "" && new URL(value).hash === "",
    stopping("must have no ? and no # in it: in a password they are %3F and %23"),
  )
  .refine(
    (value) => /^\/?\d*$/.test(new URL(value).pathname),
    stopping("must end in the number of a database, or in none"),
  )
  .refine((value) => {
    const { username, password } = new URL(value);
    return [username, password].every((part) => percentDecoded(part) !== undefined);
  }, "must have each % of its user name and password as %25");
