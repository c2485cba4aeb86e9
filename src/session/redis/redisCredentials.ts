/** Whom a connection signs in to Redis as. */
export interface RedisUser {
  readonly username: string;
  readonly password: string;
}

/** Credentials that expire. They are renewed before. */
export interface RedisCredentials {
  /** Whom a new connection signs in as. Rejects if nobody is known yet. */
  current(): Promise<RedisUser>;
  /** Calls `signIn` with whom the connections that stand sign in as from then on. If it rejects, it is called again. */
  onRenewal(signIn: (user: RedisUser) => Promise<void>): void;
  /** Ends the renewals. */
  close(): void;
}
