import * as z from "zod";

const times = ["iat", "nbf", "exp", "auth_time"];

const claimsSchema = z.record(z.string(), z.unknown());

/** Returns the claims of a token as a tenant writes them whose clock is wrong by as many seconds. */
export function withClockSkew(claims: Buffer, seconds: number): Buffer {
  if (seconds === 0) {
    return claims;
  }
  const moved = Object.entries(claimsSchema.parse(JSON.parse(claims.toString()))).map(([name, value]) => [
    name,
    times.includes(name) && typeof value === "number" ? value + seconds : value,
  ]);
  return Buffer.from(JSON.stringify(Object.fromEntries(moved)));
}
