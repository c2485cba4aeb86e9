import type { AadstsError } from "../../answers/aadsts.js";

/** What an error of the native authentication API has beside those of other endpoints. */
export interface ErrorDetails {
  readonly suberror?: string;
  /** With it the flow goes on, in spite of the error. */
  readonly continuation_token?: string;
  readonly required_attributes?: readonly RequiredAttribute[];
  readonly invalid_attributes?: readonly { readonly name: string }[];
  readonly unverified_attributes?: readonly { readonly name: string }[];
}

export interface RequiredAttribute {
  readonly name: string;
  readonly type: "string";
  readonly required: true;
}

/** A request that ends in an error of Entra's, or in a demand for more. */
export class NativeError extends Error {
  constructor(
    readonly error: AadstsError,
    readonly details: ErrorDetails = {},
  ) {
    super(error.message);
  }
}

/** In place of a number of Entra's that is not known: that of a malformed request. */
const unknownNumber = 9002313;

export function invalidRequest(message: string, number = unknownNumber): NativeError {
  return new NativeError({ number, error: "invalid_request", message });
}

export function invalidGrant(message: string, number = unknownNumber, suberror?: string): NativeError {
  return new NativeError(
    { number, error: "invalid_grant", message },
    suberror === undefined ? {} : { suberror },
  );
}

export function missing(name: string): NativeError {
  return invalidRequest(`The request must contain the parameter '${name}'.`, 900144);
}

/** MSAL looks for these words of Entra's. */
export function emptyOrNotValid(name: string): NativeError {
  return invalidRequest(`${name} parameter is empty or not valid.`, 90100);
}

export function userNotFound(): NativeError {
  return new NativeError({
    number: 50034,
    error: "user_not_found",
    message: "There is no account with this email address.",
  });
}

export function userAlreadyExists(): NativeError {
  return new NativeError({
    number: 1003037,
    error: "user_already_exists",
    message: "There is already an account with this email address.",
  });
}
