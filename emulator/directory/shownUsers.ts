import type { ReadyMadeUser } from "./readyMadeUsers.js";

/** More people than these would make a page of names alone. */
const most = 20;

/** A person as the pages show it to whoever wants to sign in. */
export interface ShownUser {
  readonly email: string;
  readonly password: string;
  readonly displayName: string;
}

/** Returns the first of the people who can sign in with a password. */
export function shownUsers(users: readonly ReadyMadeUser[]): ShownUser[] {
  return users
    .flatMap(({ email, password, displayName, disabled }) =>
      password === undefined || disabled ? [] : [{ email, password, displayName }],
    )
    .slice(0, most);
}
