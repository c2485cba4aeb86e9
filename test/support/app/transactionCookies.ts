import { transactionCookieNames } from "../../../src/routes/transactionCookies.js";

/** The names of an app's transaction cookies where it is served by http:, as most tests serve it. */
export function transactionCookiesOf({ url }: { readonly url: string }): string[] {
  return transactionCookieNames({ origin: url, secureCookies: false });
}
