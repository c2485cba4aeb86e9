import { GraphError } from "../../graph/GraphError.js";
import { AdvisedError } from "../AdvisedError.js";

type Kind = "secret" | "certificate";

/** By Graph's code for what a policy of the tenant (appManagementPolicy) forbids. */
const advice: Readonly<Record<string, Readonly<Record<Kind, string>>>> = {
  CredentialInvalidLifetimeAsPerAppPolicy: {
    secret:
      "A policy of the tenant limits how long a secret may be good for: run the command with a smaller --secret-months, or " +
      "with --certificate.",
    certificate:
      "A policy of the tenant limits how long a certificate may be good for, to less than a year: let its administrators " +
      "exempt the application, or run the command with --secret-months.",
  },
  CredentialTypeNotAllowedAsPerAppPolicy: {
    secret: "A policy of the tenant allows no secrets: run the command with --certificate.",
    certificate:
      "A policy of the tenant allows no certificates of this kind: let its administrators exempt the application, or run " +
      "the command with --secret-months.",
  },
};

/** Adds to the refusal of a credential what helps against a policy of the tenant; returns any other error as it is. */
export function withPolicyAdvice(error: unknown, kind: Kind): unknown {
  const found = error instanceof GraphError ? advice[error.code]?.[kind] : undefined;
  return found === undefined ? error : new AdvisedError(found, error);
}
