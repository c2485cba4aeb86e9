/** What people may change of themselves. */
export interface Profile {
  readonly displayName: string;
  readonly givenName: string | null;
  readonly surname: string | null;
  readonly city: string | null;
  readonly country: string | null;
}

export type AttributeValue = string | number | boolean;

/** A customer of the emulated tenant. */
export interface CustomerAccount extends Profile {
  readonly oid: string;
  /** In lower case. */
  readonly email: string;
  readonly customAttributes: Readonly<Record<string, AttributeValue>>;
  /** The roles in each application that the person is assigned to, by client id. */
  readonly assignments: Readonly<Record<string, readonly string[]>>;
  /** The ids of the groups that the person is in. */
  readonly groups: readonly string[];
  readonly disabled: boolean;
}

/** In place of a client id: in every application. */
export const everyApplication = "*";

/** Returns the person's roles in this application. */
export function rolesIn(clientId: string, { assignments }: CustomerAccount): readonly string[] {
  return assignments[clientId] ?? assignments[everyApplication] ?? [];
}

/** True if the person is assigned to this application, in a role or without. */
export function isAssignedTo(clientId: string, { assignments }: CustomerAccount): boolean {
  return clientId in assignments || everyApplication in assignments;
}

/** Returns what the person has of this attribute, built-in or custom; undefined if nothing. */
export function attributeOf(account: CustomerAccount, name: string): AttributeValue | undefined {
  const { displayName, givenName, surname, city, country, email, customAttributes } = account;
  const builtIn = { displayName, givenName, surname, city, country, email };
  const values = new Map<string, AttributeValue | null>(Object.entries({ ...customAttributes, ...builtIn }));
  return values.get(name) ?? undefined;
}
