/** The forms of codes: `invalid_grant`, `ERR_TLS_CERT_ALTNAME_INVALID`, `SecretNotFound`, `Authorization_RequestDenied`. */
const forms = [
  /^[a-z]+(?:_[a-z]+)*$/,
  /^[A-Z]+\d{0,2}(?:[_/][A-Z]+\d{0,2})*$/,
  /^(?:[A-Z]+[a-z]+)+(?:_(?:[A-Z]+[a-z]+)+)?$/,
];

/** One character fewer than a client secret of Entra's has; codes, tokens and PKCE verifiers are longer. */
const longest = 39;

/**
 * Returns a code that came from outside, such as the `error` of OAuth, if it is a short word for machines; else nothing.
 * Whatever else stands there can be a secret or a person's name that the other side repeats.
 */
export function codeWord(value: unknown): string | undefined {
  return typeof value === "string" && value.length <= longest && forms.some((form) => form.test(value))
    ? value
    : undefined;
}
