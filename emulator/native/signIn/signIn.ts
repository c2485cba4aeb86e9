import type { CustomerAccount } from "../../directory/customerAccount.js";
import { sendCode } from "../flow/codes.js";
import { beginningOf, isAt, typesNow } from "../flow/flow.js";
import { maskedEmail } from "../flow/maskedEmail.js";
import type { NativeEndpoint, NativeParts } from "../nativeParts.js";
import { redirect } from "../request/challengeTypes.js";
import { invalidRequest, userNotFound } from "../request/nativeError.js";

/** Wrong passwords until the flow ends, as Entra locks an account by default. */
export const mostWrongPasswords = 10;

/** `/oauth2/v2.0/initiate`, `challenge` and `introspect`; `token` is that of all sign-ins. */
export function signInEndpoints({
  accounts,
  passcodes,
  userFlows,
  continuationTokens,
}: NativeParts): Record<"initiate" | "challenge" | "introspect", NativeEndpoint> {
  /** Returns how this person signs in to the application. */
  function methodOf(clientId: string, { oid }: CustomerAccount): "password" | "oob" {
    const byPasscode = userFlows.of(clientId).signInWith === "passcode" || accounts.isWithoutPassword(oid);
    return byPasscode ? "oob" : "password";
  }

  function accountOf(email: string): CustomerAccount {
    const account = accounts.findByEmail(email);
    if (!account) {
      throw userNotFound();
    }
    return account;
  }

  return {
    initiate(request) {
      const beginning = beginningOf(request);
      const method = methodOf(beginning.clientId, accountOf(beginning.email));
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
      const method = atSecondFactor ? "oob" : methodOf(beginning.clientId, accountOf(beginning.email));
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
