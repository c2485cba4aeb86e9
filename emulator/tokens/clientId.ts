/** The id and the secret in the Authorization header (RFC 6749 section 2.3.1); neither if it has none. */
export function basicCredentials(authorization: string | undefined): { id?: string; secret?: string } {
  const [, credentials] = /^Basic (.+)$/i.exec(authorization ?? "") ?? [];
  if (credentials === undefined) {
    return {};
  }
  const [id = "", ...secret] = Buffer.from(credentials, "base64").toString().split(":");
  return { id: formDecoded(id), secret: formDecoded(secret.join(":")) };
}

/** The application that a token request is of: named in the form, or with its secret in the Authorization header. */
export function clientIdOf(authorization: string | undefined, named: unknown): string | undefined {
  return typeof named === "string" && named !== "" ? named : basicCredentials(authorization).id || undefined;
}

function formDecoded(text: string): string {
  return new URLSearchParams(`text=${text.replaceAll("&", "%26")}`).get("text") ?? "";
}
