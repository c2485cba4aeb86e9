import * as z from "zod";

/** What a token says, for whoever debugs: nobody has verified it. */
export interface DecodedToken {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
}

const partSchema = z.record(z.string(), z.unknown());

/** Returns undefined if the value is no JWT (RFC 7519 section 3). */
export function decodeToken(token: unknown): DecodedToken | undefined {
  if (typeof token !== "string") {
    return undefined;
  }
  const [header = "", claims = "", signature] = token.split(".");
  try {
    return signature === undefined ? undefined : { header: decoded(header), claims: decoded(claims) };
  } catch {
    return undefined;
  }
}

function decoded(part: string): Readonly<Record<string, unknown>> {
  return partSchema.parse(JSON.parse(Buffer.from(part, "base64url").toString()));
}
