import { methods } from "../../provider/secondFactor.js";
import { requireCode } from "../flow/codes.js";
import { type Flow, isAt, type ProvenPerson, proven } from "../flow/flow.js";
import type { NativeParts } from "../nativeParts.js";
import { invalidGrant, userNotFound } from "../request/nativeError.js";
import { type NativeRequest, required } from "../request/nativeRequest.js";

/** A flow whose person has given the proof that it was for. */
interface ProvenFlow {
  readonly token: string;
  readonly flow: Flow;
  readonly person: ProvenPerson;
}

/** @throws NativeError if the proof is missing or wrong, or belongs to another step of the flow. */
export type Grant = (parts: NativeParts, request: NativeRequest) => ProvenFlow | Promise<ProvenFlow>;

const error = "invalid_grant";

/** The grant types of the native authentication API, each with how it proves who the person is. */
export const grants: ReadonlyMap<string, Grant> = new Map<string, Grant>([
  ["password", byPassword],
  ["oob", byCode],
  // MSAL calls the code of a second factor so.
  ["mfa_oob", byCode],
  ["continuation_token", byFlow],
]);

async function byPassword({ accounts, continuationTokens }: NativeParts, request: NativeRequest) {
  const { form } = request;
  const password = required(form, "password");
  const { token, flow } = continuationTokens.find(request, ["signInPassword"], error);
  const { email } = flow.beginning;
  if (flow.triesLeft <= 0) {
    throw invalidGrant("There were too many wrong passwords. Start the sign-in again.", 50053);
  }
  // Counted ahead of the check, so that no crowd of requests gets more of them.
  flow.triesLeft -= 1;
  const account = accounts.findByEmail(email);
  if (!account || password.length > 256 || !(await accounts.hasPassword(email, password))) {
    throw invalidGrant("The password is not right.", 50126);
  }
  return { token, flow, person: proven(account.oid, methods.password, form.get("claims")) };
}

function byCode({ accounts, passcodes, continuationTokens }: NativeParts, request: NativeRequest) {
  const { form } = request;
  const { token, flow } = continuationTokens.find(request, ["signInCode", "secondFactorCode"], error);
  const account = accounts.findByEmail(flow.beginning.email);
  if (!account) {
    throw userNotFound();
  }
  requireCode(passcodes, flow.beginning, form);
  if (!isAt(flow, ["secondFactorCode"])) {
    return { token, flow, person: proven(account.oid, methods.passcode, form.get("claims")) };
  }
  const amr = [...new Set([...flow.person.amr, ...methods.emailCode])];
  return { token, flow, person: { ...flow.person, amr } };
}

/** Who has signed up or chosen a new password has proved enough by that. */
function byFlow({ continuationTokens }: NativeParts, request: NativeRequest) {
  const { token, flow } = continuationTokens.find(request, ["proven"], error);
  return { token, flow, person: { ...flow.person, claims: request.form.get("claims") } };
}
