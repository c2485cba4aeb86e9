import { sendCode } from "../flow/codes.js";
import { beginningOf, isAt, typesNow } from "../flow/flow.js";
import { accountOf, methodOf } from "../flow/knownPerson.js";
import { maskedEmail } from "../flow/maskedEmail.js";
import type { NativeEndpoint, NativeParts } from "../nativeParts.js";
import { redirect } from "../request/challengeTypes.js";
import { invalidRequest } from "../request/nativeError.js";

/** Wrong passwords until the flow ends, as Entra locks an account by default. */
export const mostWrongPasswords = 10;

/** `/oauth2/v2.0/initiate`, `challenge` and `introspect`; `token` is that of all sign-ins. */
export function signInEndpoints(
  parts: NativeParts,
): Record<"initiate" | "challenge" | "introspect", NativeEndpoint> {
  const { passcodes, continuationTokens } = parts;

  return {
    initiate(request) {
      const beginning = beginningOf(request);
      const method = methodOf(parts, beginning.clientId, accountOf(parts, beginning.email));
      if (!beginning.challengeTypes.includes(method)) {
        return redirect;
      }
      return { continuation_token: continuationTokens.issue({ beginning, step: "signIn" }) };
    },

    challenge(request) {
      const { token, flow } = continuationTokens.find(
        request,
        ["signIn", "signInPassword", "signInCode", "secondFactor", "secondFactorCode"],
        "invalid_grant",
      );
      const { beginning } = flow;
      const atSecondFactor = isAt(flow, ["secondFactor", "secondFactorCode"]);
      const id = request.form.get("id");
      if (atSecondFactor && id !== null && id !== beginning.id) {
        throw invalidRequest("The person has no authentication method of this id.");
      }
      const method = atSecondFactor
        ? "oob"
        : methodOf(parts, beginning.clientId, accountOf(parts, beginning.email));
      if (!typesNow(request, flow).includes(method)) {
        return redirect;
      }
      continuationTokens.take(token, "invalid_grant");
      if (method === "password") {
        const triesLeft = flow.step === "signInPassword" ? flow.triesLeft : mostWrongPasswords;
        const next = continuationTokens.issue({ beginning, step: "signInPassword", triesLeft });
        return { continuation_token: next, challenge_type: "password" };
      }
      const next = continuationTokens.issue(
        isAt(flow, ["secondFactor", "secondFactorCode"])
          ? { ...flow, step: "secondFactorCode" }
          : { beginning, step: "signInCode" },
      );
      return { continuation_token: next, ...sendCode(passcodes, beginning) };
    },

    introspect(request) {
      const { token, flow } = continuationTokens.find(
        request,
        ["secondFactor", "secondFactorCode"],
        "invalid_request",
      );
      continuationTokens.take(token, "invalid_request");
      return {
        continuation_token: continuationTokens.issue({ ...flow, step: "secondFactor" }),
        methods: [
          {
            id: flow.beginning.id,
            challenge_type: "oob",
            challenge_channel: "email",
            login_hint: maskedEmail(flow.beginning.email),
          },
        ],
      };
    },
  };
}
