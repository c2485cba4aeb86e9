/** Claims that a test wants left out, as if the tenant had not configured them or a person had stripped the request. */
export interface TokenOptions {
  readonly withoutAuthTime?: boolean;
  readonly withoutAcrs?: boolean;
}
