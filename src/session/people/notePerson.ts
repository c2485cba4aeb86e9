import type { Request } from "express";
import type { IdTokenClaims } from "../../auth/idToken/idTokenValidator.js";
import { browserName } from "./browserName.js";
import { personKey } from "./personKey.js";

/** Notes in the request's session what the list of a person's sessions shows of it. */
export function notePerson(request: Request, claims: IdTokenClaims): void {
  const { session } = request;
  session.person = personKey(claims);
  session.startedAt = Date.now();
  const browser = browserName(request.get("User-Agent"));
  if (browser !== undefined) {
    session.browser = browser;
  }
}
