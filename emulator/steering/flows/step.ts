/** Parameters of a request or an answer; a name that comes several times has several values. */
export type Parameters = Readonly<Record<string, string | readonly string[]>>;

/** One request of a flow and its answer. */
export interface Step {
  readonly startedAt: Date;
  /** In milliseconds. */
  readonly duration: number;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: Parameters;
  readonly form: Parameters;
  readonly clientId?: string;
  readonly status: number;
  /** Where the browser is sent to, without the query. */
  readonly location?: string;
  /** What the app is told through the browser (OpenID Connect Core 3.1.2.5). */
  readonly authorizationResponse: Readonly<Record<string, string>>;
  /** An answer in JSON. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** Sign-ins, and what apps do with their tokens. */
export interface Flow {
  readonly id: string;
  readonly steps: readonly Step[];
  /** How many steps there were before, for which there was no more room. */
  readonly forgotten: number;
}
