import { type CustomerAccount, everyApplication } from "./customerAccount.js";

/** A person who can sign in from the start. Its object id is fixed, so that it stays the same over restarts. */
export interface ReadyMadeUser extends CustomerAccount {
  /** Without one a passcode alone signs the person in. */
  readonly password?: string;
}

const inNoGroup = { customAttributes: {}, groups: [], disabled: false };

/** The people every emulator starts with: one with an app role and one without. */
export const readyMadeUsers: readonly (ReadyMadeUser & { readonly password: string })[] = [
  {
    oid: "a0a0a0a0-1111-4222-8333-44445555ada0",
    email: "ada@contoso.example",
    password: "Lighthouse-27",
    displayName: "Ada Winters",
    givenName: "Ada",
    surname: "Winters",
    city: "Bergen",
    country: "Norway",
    assignments: { [everyApplication]: ["Orders.Manager"] },
    ...inNoGroup,
  },
  {
    oid: "b0b0b0b0-1111-4222-8333-44445555be00",
    email: "ben@contoso.example",
    password: "Harbour-Seal-58",
    displayName: "Ben Okafor",
    givenName: "Ben",
    surname: "Okafor",
    city: "Leeds",
    country: "United Kingdom",
    assignments: { [everyApplication]: [] },
    ...inNoGroup,
  },
];
