import { LoggableError } from "../../log/loggableError.js";
import type { SignInDemand } from "../signInDemand.js";
import { AuthError } from "./authError.js";

/**
 * Thrown by whatever needs another sign-in of the person before it goes on: a guard, or a route whose API asks for more.
 * `middleware/askAgain.ts` answers it.
 */
export class SignInDemanded extends LoggableError {
  override readonly name = "SignInDemanded";

  constructor(
    readonly demand: SignInDemand,
    /** What stands if the person has just signed in for this very demand, and it is still not met. */
    readonly unmet: LoggableError = new AuthError("demand_unmet"),
  ) {
    super(demand.reason);
  }
}
