/** What a person is asked for at sign-up. */
export interface CollectedAttribute {
  readonly name: string;
  readonly label: string;
}

/** How people sign in to the applications that use it, and sign up. */
export interface UserFlow {
  /** Client ids. */
  readonly applications: readonly string[];
  readonly signInWith: "password" | "passcode";
  readonly signUp: boolean;
  readonly attributes: readonly CollectedAttribute[];
}

/** That of applications which no other user flow names. */
export const customaryFlow: UserFlow = {
  applications: [],
  signInWith: "password",
  signUp: true,
  attributes: [{ name: "displayName", label: "Display name" }],
};

/** The user flows of a tenant, by the applications that use them. */
export class UserFlows {
  readonly #byClientId: ReadonlyMap<string, UserFlow>;

  constructor(flows: readonly UserFlow[]) {
    this.#byClientId = new Map(flows.flatMap((flow) => flow.applications.map((id) => [id, flow] as const)));
  }

  of(clientId: unknown): UserFlow {
    return (typeof clientId === "string" && this.#byClientId.get(clientId)) || customaryFlow;
  }
}
