import { methods } from "../../provider/secondFactor.js";
import { requireCode, sendCode } from "../flow/codes.js";
import { tokenLifetime } from "../flow/continuationTokens.js";
import { beginningOf, proven, typesNow } from "../flow/flow.js";
import { accountOf, methodOf } from "../flow/knownPerson.js";
import type { NativeEndpoint, NativeParts } from "../nativeParts.js";
import { recentlyUsedPassword, requireGoodPassword } from "../newPassword.js";
import { redirect } from "../request/challengeTypes.js";
import { invalidGrant, invalidRequest, userNotFound } from "../request/nativeError.js";
import { required } from "../request/nativeRequest.js";

const error = "invalid_request";

/** In seconds. */
const pollInterval = 2;

type Endpoint = "start" | "challenge" | "continue" | "submit" | "poll_completion";

/** The endpoints under `/resetpassword/v1.0`. */
export function passwordResetEndpoints(parts: NativeParts): Record<Endpoint, NativeEndpoint> {
  const { accounts, passcodes, continuationTokens } = parts;

  return {
    start(request) {
      const beginning = beginningOf(request);
      if (methodOf(parts, beginning.clientId, accountOf(parts, beginning.email)) === "oob") {
        throw invalidRequest("This person has no password.", 500222);
      }
      if (!beginning.challengeTypes.includes("oob")) {
        return redirect;
      }
      return { continuation_token: continuationTokens.issue({ beginning, step: "reset" }) };
    },

    challenge(request) {
      const { token, flow } = continuationTokens.find(request, ["reset", "resetCode"], error);
      if (!typesNow(request, flow).includes("oob")) {
        return redirect;
      }
      continuationTokens.take(token, error);
      const next = continuationTokens.issue({ ...flow, step: "resetCode" });
      return { continuation_token: next, ...sendCode(passcodes, flow.beginning) };
    },

    continue(request) {
      const { form } = request;
      if (required(form, "grant_type") !== "oob") {
        throw invalidGrant("This grant type is not supported.");
      }
      const { token, flow } = continuationTokens.find(request, ["resetCode"], error);
      requireCode(passcodes, flow.beginning, form);
      continuationTokens.take(token, error);
      return {
        continuation_token: continuationTokens.issue({ ...flow, step: "resetPassword" }),
        expires_in: tokenLifetime / 1000,
      };
    },

    async submit(request) {
      const password = required(request.form, "new_password");
      const { token, flow } = continuationTokens.find(request, ["resetPassword"], error);
      const { beginning } = flow;
      requireGoodPassword(password);
      if (await accounts.hasPassword(beginning.email, password)) {
        throw recentlyUsedPassword();
      }
      continuationTokens.take(token, error);
      const account = await accounts.setPassword(beginning.email, password);
      if (!account) {
        throw userNotFound();
      }
      const person = proven(account.oid, methods.password);
      return {
        continuation_token: continuationTokens.issue({ beginning, step: "resetDone", person, polled: false }),
        poll_interval: pollInterval,
      };
    },

    poll_completion(request) {
      const { token, flow } = continuationTokens.find(request, ["resetDone"], error);
      if (!flow.polled) {
        // A real tenant takes its time, and an application must wait for it.
        flow.polled = true;
        return { status: "in_progress", continuation_token: token };
      }
      const { beginning, person } = flow;
      continuationTokens.take(token, error);
      return {
        status: "succeeded",
        continuation_token: continuationTokens.issue({ beginning, step: "proven", person }),
      };
    },
  };
}
