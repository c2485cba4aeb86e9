/** A person who can sign in from the start. Its object id is fixed, so that it stays the same over restarts. */
export interface ReadyMadeUser {
  readonly oid: string;
  readonly email: string;
  readonly password: string;
  readonly displayName: string;
  readonly roles: readonly string[];
}

/** The people every emulator starts with: one with an app role and one without. */
export const readyMadeUsers: readonly ReadyMadeUser[] = [
  {
    oid: "a0a0a0a0-1111-4222-8333-44445555ada0",
    email: "ada@contoso.example",
    password: "Lighthouse-27",
    displayName: "Ada Winters",
    roles: ["Orders.Manager"],
  },
  {
    oid: "b0b0b0b0-1111-4222-8333-44445555be00",
    email: "ben@contoso.example",
    password: "Harbour-Seal-58",
    displayName: "Ben Okafor",
    roles: [],
  },
];
