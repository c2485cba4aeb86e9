/** What can be done to a tenant as a whole. */
export interface TenantControls {
  /** Signs with a new key. Those that signed before are published still. */
  rollKeysOver(): Promise<void>;
  /** Has the tenant as it was when it started: its people, its key, nobody signed in, and nothing to go wrong. */
  reset(): Promise<void>;
}
