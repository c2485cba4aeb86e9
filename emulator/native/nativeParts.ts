import type { Applications } from "../applications/applications.js";
import type { Accounts } from "../directory/accounts.js";
import type { Passcodes } from "../directory/passcodes.js";
import type { UserFlows } from "../directory/userFlows.js";
import type { ContinuationTokens } from "./flow/continuationTokens.js";
import type { NativeRequest } from "./request/nativeRequest.js";

/** What the endpoints of the native authentication API work with. */
export interface NativeParts {
  readonly applications: Applications;
  readonly accounts: Accounts;
  readonly passcodes: Passcodes;
  readonly userFlows: UserFlows;
  readonly continuationTokens: ContinuationTokens;
}

/**
 * Returns what is answered in JSON.
 *
 * @throws NativeError for every other answer.
 */
export type NativeEndpoint = (request: NativeRequest) => object | Promise<object>;
