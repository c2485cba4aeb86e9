import { attributesOf } from "../../directory/newPerson.js";
import { methods } from "../../provider/secondFactor.js";
import { requireCode } from "../flow/codes.js";
import { type FlowAt, isAt, type NewPersonDetails, proven } from "../flow/flow.js";
import type { NativeEndpoint, NativeParts } from "../nativeParts.js";
import { requireGoodPassword } from "../newPassword.js";
import { invalidGrant, NativeError, userAlreadyExists } from "../request/nativeError.js";
import { type NativeRequest, required } from "../request/nativeRequest.js";
import { attributesIn, missingAttributes } from "./attributes.js";

type SignUp = FlowAt<"signUp" | "signUpCode" | "signUpPassword" | "signUpAttributes">;

const error = "invalid_request";

/** `/signup/v1.0/continue`: takes a code, a password or attributes, and asks for what is still missing. */
export function signUpContinue(parts: NativeParts): NativeEndpoint {
  const { accounts, passcodes, userFlows, continuationTokens } = parts;

  /** Creates the account, once nothing is missing any more. */
  async function goOn({ beginning }: SignUp, token: string, details: NewPersonDetails): Promise<object> {
    const userFlow = userFlows.of(beginning.clientId);
    continuationTokens.take(token, error);
    if (userFlow.signInWith === "password" && details.password === undefined) {
      throw new NativeError(
        { number: 55103, error: "credential_required", message: "The account needs a password." },
        { continuation_token: continuationTokens.issue({ beginning, step: "signUpPassword", details }) },
      );
    }
    const missing = missingAttributes(userFlow, details.attributes);
    if (missing.length > 0) {
      throw new NativeError(
        { number: 55106, error: "attributes_required", message: "The account needs attributes." },
        {
          continuation_token: continuationTokens.issue({ beginning, step: "signUpAttributes", details }),
          required_attributes: missing,
        },
      );
    }
    const person = { email: beginning.email, ...attributesOf(details.attributes) };
    const account = await accounts.create(person, details.password);
    if (!account) {
      throw userAlreadyExists();
    }
    return {
      continuation_token: continuationTokens.issue({
        beginning,
        step: "proven",
        person: proven(account.oid, methods[userFlow.signInWith]),
      }),
    };
  }

  function byCode(request: NativeRequest) {
    const { token, flow } = continuationTokens.find(request, ["signUpCode"], error);
    requireCode(passcodes, flow.beginning, request.form);
    return goOn(flow, token, flow.details);
  }

  function byPassword(request: NativeRequest) {
    const password = required(request.form, "password");
    const { token, flow } = continuationTokens.find(request, ["signUpPassword"], error);
    requireGoodPassword(password);
    return goOn(flow, token, { ...flow.details, password });
  }

  function byAttributes(request: NativeRequest) {
    const { application, form } = request;
    required(form, "attributes");
    const { token, flow } = continuationTokens.find(
      request,
      ["signUp", "signUpCode", "signUpAttributes"],
      error,
    );
    const given = attributesIn(form, userFlows.of(application.clientId));
    const details = { ...flow.details, attributes: { ...flow.details.attributes, ...given } };
    if (isAt(flow, ["signUpAttributes"])) {
      return goOn(flow, token, details);
    }
    continuationTokens.take(token, error);
    // Neither the number nor the names in the list are known.
    throw new NativeError(
      { number: 55103, error: "verification_required", message: "The email address needs to be verified." },
      {
        continuation_token: continuationTokens.issue({ ...flow, details }),
        unverified_attributes: [{ name: "username" }],
      },
    );
  }

  return (request) => {
    switch (required(request.form, "grant_type")) {
      case "oob":
        return byCode(request);
      case "password":
        return byPassword(request);
      case "attributes":
        return byAttributes(request);
      default:
        throw invalidGrant("This grant type is not supported.");
    }
  };
}
