/** Returns an email address that its owner recognizes and nobody else learns, such as `c***r@co***.com`. */
export function maskedEmail(email: string): string {
  const [local = "", domain = ""] = email.split("@");
  const lastDot = domain.lastIndexOf(".");
  const end = local.length > 2 ? local.slice(-1) : "";
  return `${local.slice(0, 1)}***${end}@${domain.slice(0, Math.min(2, lastDot))}***${domain.slice(lastDot)}`;
}
