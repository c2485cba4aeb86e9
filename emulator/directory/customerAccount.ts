/** What people may change of themselves. */
export interface Profile {
  readonly displayName: string;
  readonly givenName: string | null;
  readonly surname: string | null;
  readonly city: string | null;
  readonly country: string | null;
}

/** A customer of the emulated tenant. */
export interface CustomerAccount extends Profile {
  readonly oid: string;
  readonly email: string;
  readonly roles: readonly string[];
}
