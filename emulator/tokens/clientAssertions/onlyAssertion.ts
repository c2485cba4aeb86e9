import { ClientAssertionError } from "./clientAssertionError.js";

const assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/** RFC 7521 section 4.2: one proof for each request, and of the one type that is known. */
export function onlyAssertion(form: URLSearchParams, secret: string | undefined): string {
  const [assertion, ...more] = form.getAll("client_assertion");
  const types = form.getAll("client_assertion_type");
  if (!assertion || more.length > 0 || types.join() !== assertionType || secret !== undefined) {
    throw new ClientAssertionError("ambiguous");
  }
  return assertion;
}
