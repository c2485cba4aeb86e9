/**
 * The application that a token request is of: named in the form, or with its secret in the Authorization header (RFC 6749
 * section 2.3.1).
 */
export function clientIdOf(authorization: string | undefined, named: unknown): string | undefined {
  if (typeof named === "string" && named !== "") {
    return named;
  }
  const [, credentials = ""] = /^Basic (.+)$/i.exec(authorization ?? "") ?? [];
  const [id = ""] = Buffer.from(credentials, "base64").toString().split(":");
  return new URLSearchParams(`id=${id}`).get("id") || undefined;
}
