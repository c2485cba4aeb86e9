import { randomUUID } from "node:crypto";
import { isHttpError } from "http-errors";
import { ApiError } from "../../api/apiError.js";
import { adviceFor } from "../../auth/aadsts/aadstsAdvice.js";
import { AccessError } from "../../auth/errors/accessError.js";
import { AuthError } from "../../auth/errors/authError.js";
import { describeCause } from "../../log/describeCause.js";
import { accessTexts } from "./accessTexts.js";
import { apiFailure, apiTexts } from "./apiTexts.js";
import {
  type Action,
  badRequest,
  goHome,
  internalError,
  requestTexts,
  signInTexts,
  startAgain,
  useAnotherAccount,
} from "./errorTexts.js";

/** What the error view shows. */
export interface ErrorPage {
  readonly status: number;
  readonly title: string;
  readonly message: string;
  readonly action: Action;
  readonly correlationId?: string;
  /** Seconds after which it is worth trying again. */
  readonly retryAfter?: number | undefined;
  readonly developer?: { readonly cause: string; readonly advice: string | undefined };
}

const seeLog = "The log says in which lines of the code this came up, beside the number above.";

/** Says what a person sees of an error; a developer, outside production, also sees the cause and what to mend. */
export function errorPage(error: unknown, production: boolean): ErrorPage {
  if (error instanceof AuthError) {
    return signInErrorPage(error, production);
  }
  if (error instanceof AccessError) {
    return accessErrorPage(error, production);
  }
  if (error instanceof ApiError) {
    return apiErrorPage(error, production);
  }
  const status = statusOf(error);
  if (status < 500) {
    return { status, action: goHome, ...(requestTexts[status] ?? badRequest) };
  }
  return {
    status,
    action: goHome,
    ...(requestTexts[status] ?? internalError),
    correlationId: randomUUID(),
    ...(!production && {
      developer: { cause: describeCause(error), advice: isHttpError(error) ? undefined : seeLog },
    }),
  };
}

function statusOf(error: unknown): number {
  if (isHttpError(error)) {
    return error.status;
  }
  // Express throws it for a path that cannot be decoded.
  return error instanceof URIError ? 400 : 500;
}

function signInErrorPage(error: AuthError, production: boolean): ErrorPage {
  const { title, message, developer, action } = signInTexts[error.code];
  const advice = adviceFor(error.aadsts);
  return {
    status: error.status,
    title,
    message: (error.status < 500 && advice?.person) || message,
    action: advice?.otherAccount ? useAnotherAccount : (action ?? startAgain),
    correlationId: error.correlationId ?? randomUUID(),
    retryAfter: error.retryAfter,
    ...(!production && {
      developer: { cause: describeCause(error), advice: advice?.developer ?? developer },
    }),
  };
}

function accessErrorPage(error: AccessError, production: boolean): ErrorPage {
  const { developer, ...texts } = accessTexts[error.code](error.wanted);
  return {
    status: error.status,
    ...texts,
    correlationId: randomUUID(),
    ...(!production && { developer: { cause: describeCause(error), advice: developer } }),
  };
}

function apiErrorPage(error: ApiError, production: boolean): ErrorPage {
  const texts = apiTexts[error.status];
  const { title, message, developer, action } = texts ?? apiFailure;
  return {
    status: texts ? error.status : 502,
    title,
    message,
    action: action ?? goHome,
    correlationId: randomUUID(),
    retryAfter: error.retryAfter,
    ...(!production && { developer: { cause: describeCause(error), advice: developer } }),
  };
}
