import type { Configuration } from "@azure/msal-node";

/** MSAL's options for a way of proving the app's identity; each object holds one of them. */
export type MsalCredential = Pick<
  Configuration["auth"],
  "clientSecret" | "clientCertificate" | "clientAssertion"
>;

/** What proves to the tenant that a token request comes from this app. */
export interface ClientCredential {
  /** The one to use in the next token request. */
  readonly current: MsalCredential;
  /** Ends what keeps it up to date. */
  close(): void;
}
