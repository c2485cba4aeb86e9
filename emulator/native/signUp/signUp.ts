import { sendCode } from "../flow/codes.js";
import { beginningOf, isAt, typesNow } from "../flow/flow.js";
import type { NativeEndpoint, NativeParts } from "../nativeParts.js";
import { requireGoodPassword } from "../newPassword.js";
import { redirect } from "../request/challengeTypes.js";
import { invalidRequest, userAlreadyExists } from "../request/nativeError.js";
import { attributesIn } from "./attributes.js";

/** Seconds until the application may ask for another code: what Entra says, and nothing enforces here. */
const interval = 300;

/** `/signup/v1.0/start` and `challenge`. */
export function signUpEndpoints({
  accounts,
  passcodes,
  userFlows,
  continuationTokens,
}: NativeParts): Record<"start" | "challenge", NativeEndpoint> {
  return {
    start(request) {
      const { application, form } = request;
      const beginning = beginningOf(request);
      const userFlow = userFlows.of(application.clientId);
      if (!userFlow.signUp) {
        throw invalidRequest("The user flow of this application has no sign-up.");
      }
      if (accounts.findByEmail(beginning.email)) {
        throw userAlreadyExists();
      }
      const withPassword = userFlow.signInWith === "password";
      const needed = withPassword ? (["oob", "password"] as const) : (["oob"] as const);
      if (!needed.every((type) => beginning.challengeTypes.includes(type))) {
        return redirect;
      }
      const password = (withPassword && form.get("password")) || undefined;
      if (password !== undefined) {
        requireGoodPassword(password);
      }
      const details = { password, attributes: attributesIn(form, userFlow) };
      return { continuation_token: continuationTokens.issue({ beginning, step: "signUp", details }) };
    },

    challenge(request) {
      const { token, flow } = continuationTokens.find(
        request,
        ["signUp", "signUpCode", "signUpPassword"],
        "invalid_grant",
      );
      const method = isAt(flow, ["signUpPassword"]) ? "password" : "oob";
      if (!typesNow(request, flow).includes(method)) {
        return redirect;
      }
      continuationTokens.take(token, "invalid_grant");
      if (method === "password") {
        return { continuation_token: continuationTokens.issue(flow), challenge_type: method };
      }
      const next = continuationTokens.issue({ ...flow, step: "signUpCode" });
      return { continuation_token: next, interval, ...sendCode(passcodes, flow.beginning) };
    },
  };
}
