import { randomUUID } from "node:crypto";
import { type ChallengeType, capabilitiesOf, challengeTypesOf } from "../request/challengeTypes.js";
import { type NativeRequest, usernameOf } from "../request/nativeRequest.js";

/** Who has proved what. */
export interface ProvenPerson {
  readonly accountId: string;
  /** As the `amr` claim says it. */
  readonly amr: readonly string[];
  /** In seconds since the epoch. */
  readonly authTime: number;
  /** The `claims` parameter of the request that the proof was for. */
  readonly claims: string | null;
}

/** What a new person has given so far. */
export interface NewPersonDetails {
  readonly password: string | undefined;
  readonly attributes: Readonly<Record<string, string>>;
}

/** What stays the same from the first request of a flow to the last. */
export interface Beginning {
  /** Names the flow's passcodes. */
  readonly id: string;
  readonly clientId: string;
  readonly email: string;
  readonly challengeTypes: readonly ChallengeType[];
  readonly capabilities: readonly string[];
}

/** Where a flow can be, and what it has gathered by then. */
interface Steps {
  readonly signIn: object;
  readonly signInCode: object;
  readonly signInPassword: { triesLeft: number };
  readonly secondFactor: { readonly person: ProvenPerson };
  readonly secondFactorCode: { readonly person: ProvenPerson };
  readonly signUp: { readonly details: NewPersonDetails };
  readonly signUpCode: { readonly details: NewPersonDetails };
  readonly signUpPassword: { readonly details: NewPersonDetails };
  readonly signUpAttributes: { readonly details: NewPersonDetails };
  readonly reset: object;
  readonly resetCode: object;
  readonly resetPassword: object;
  readonly resetDone: { readonly person: ProvenPerson; polled: boolean };
  /** Who has signed up or chosen a new password. */
  readonly proven: { readonly person: ProvenPerson };
}

export type Step = keyof Steps;

export type FlowAt<At extends Step> = At extends Step
  ? { readonly step: At; readonly beginning: Beginning } & Steps[At]
  : never;

/** A sign-in, sign-up or password reset of one application. */
export type Flow = FlowAt<Step>;

export function isAt<At extends Step>(flow: Flow, steps: readonly At[]): flow is FlowAt<At> & Flow {
  return steps.some((step) => step === flow.step);
}

/** @throws NativeError unless the request has a username and challenge types. */
export function beginningOf({ application, form }: NativeRequest): Beginning {
  return {
    id: randomUUID(),
    clientId: application.clientId,
    email: usernameOf(form),
    challengeTypes: challengeTypesOf(form),
    capabilities: capabilitiesOf(form),
  };
}

/** Returns the challenge types of this request; those of the flow's beginning if it names none. */
export function typesNow({ form }: NativeRequest, { beginning }: Flow): readonly ChallengeType[] {
  return form.has("challenge_type") ? challengeTypesOf(form) : beginning.challengeTypes;
}

export function proven(
  accountId: string,
  amr: readonly string[],
  claims: string | null = null,
): ProvenPerson {
  return { accountId, amr, authTime: Math.floor(Date.now() / 1000), claims };
}
