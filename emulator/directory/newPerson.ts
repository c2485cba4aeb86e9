import type { CustomerAccount, Profile } from "./customerAccount.js";

/** Who signs up. Without a password a passcode is sent at each sign-in. */
export type NewPerson = Pick<CustomerAccount, "email" | "displayName" | "customAttributes"> &
  Partial<Profile>;

const builtIn = ["displayName", "givenName", "surname", "city", "country"];

/** Sorts what a person typed at sign-up. Who was not asked for a name is called `unknown`, as at Entra. */
export function attributesOf(typed: Readonly<Record<string, string>>): Omit<NewPerson, "email"> {
  const entries = Object.entries(typed);
  return {
    displayName: "unknown",
    ...Object.fromEntries(entries.filter(([name]) => builtIn.includes(name))),
    customAttributes: Object.fromEntries(entries.filter(([name]) => !builtIn.includes(name))),
  };
}
