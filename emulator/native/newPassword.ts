import { passwordFaultOf } from "../directory/passwords.js";
import { invalidGrant } from "./request/nativeError.js";

/** The number of a password that is too weak; those of the other faults are not known. */
const refusedPassword = 399246;

/** @throws NativeError with a suberror that names the fault. */
export function requireGoodPassword(password: string): void {
  const fault = passwordFaultOf(password);
  if (fault) {
    throw invalidGrant(
      `The new password is ${fault.replace("_", " ")}.`,
      refusedPassword,
      `password_${fault}`,
    );
  }
}

export function recentlyUsedPassword() {
  return invalidGrant("The new password is the old one.", refusedPassword, "password_recently_used");
}
