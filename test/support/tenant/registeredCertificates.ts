import { X509Certificate } from "node:crypto";
import { decodeProtectedHeader, jwtVerify } from "jose";
import { registration } from "../app/startApp.js";

/**
 * Returns what takes a token request for the app's if its assertion is signed with the key of one of these certificates (PEM),
 * which it names by thumbprint, as Entra does.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/certificate-credentials
 */
export function provenByOneOf(certificates: readonly string[]): (form: URLSearchParams) => Promise<boolean> {
  const registered = certificates.map((certificate) => new X509Certificate(certificate));
  return async (form) => {
    const assertion = form.get("client_assertion") ?? "";
    const { "x5t#S256": named } = decodeProtectedHeader(assertion);
    const certificate = registered.find((one) => thumbprintOf(one) === named);
    if (!certificate) {
      return false;
    }
    const { clientId } = registration;
    // MSAL dates its assertions up to a second ahead.
    const expected = { issuer: clientId, subject: clientId, clockTolerance: 300 };
    const checked = jwtVerify(assertion, certificate.publicKey, expected);
    return checked.then(
      () => true,
      () => false,
    );
  };
}

function thumbprintOf({ fingerprint256 }: X509Certificate): string {
  return Buffer.from(fingerprint256.replaceAll(":", ""), "hex").toString("base64url");
}
