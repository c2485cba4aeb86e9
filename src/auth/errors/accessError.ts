import { LoggableError } from "../../log/loggableError.js";

/** Why a person who is signed in may not do something, and the HTTP status that says so. */
const statuses = {
  /** The person lacks the app role. */
  role_missing: 403,
  /** The person is not in the group. */
  group_missing: 403,
  /** The person is in more groups than a token lists, and so it lists none. */
  groups_not_listed: 403,
  /** The person has signed in once more, but without proving anew who they are. */
  sign_in_not_recent: 403,
  /** The person has signed in once more, but not in the way that the authentication context asks for. */
  auth_context_unmet: 403,
  /** The registration lets no token say when the person has signed in. */
  auth_time_missing: 500,
} as const;

export type AccessErrorCode = keyof typeof statuses;

/** A guard that did not let a person pass. Its message is for logs and holds nothing personal or secret. */
export class AccessError extends LoggableError {
  override readonly name = "AccessError";
  readonly status: number;

  constructor(
    readonly code: AccessErrorCode,
    /** What the page is for: the role, the group, the authentication context, or the age of the sign-in. */
    readonly wanted: string,
  ) {
    super(`${code} (${wanted})`);
    this.status = statuses[code];
  }
}
