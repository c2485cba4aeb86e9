import { type Passcodes, passcodeLength } from "../../directory/passcodes.js";
import { invalidGrant } from "../request/nativeError.js";
import { required } from "../request/nativeRequest.js";
import type { Beginning } from "./flow.js";
import { maskedEmail } from "./maskedEmail.js";

/** Sends a code, in place of one that the flow had before, and returns what the application is told of it. */
export function sendCode(passcodes: Passcodes, { id, email }: Beginning) {
  passcodes.send(id, email);
  return {
    challenge_type: "oob",
    binding_method: "prompt",
    challenge_channel: "email",
    challenge_target_label: maskedEmail(email),
    code_length: passcodeLength,
  };
}

/** @throws NativeError unless the form has the code that the flow has sent last; five wrong tries use it up. */
export function requireCode(passcodes: Passcodes, { id, email }: Beginning, form: URLSearchParams): void {
  if (!passcodes.confirm(id, email, required(form, "oob"))) {
    throw invalidGrant("The one-time passcode is not right.", 50181, "invalid_oob_value");
  }
  passcodes.forget(id);
}
