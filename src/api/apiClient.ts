import { createHash } from "node:crypto";
import type { AxiosResponse } from "axios";
import type * as z from "zod";
import { AuthError } from "../auth/errors/authError.js";
import { SignInDemanded } from "../auth/errors/signInDemanded.js";
import { retryAfterIn } from "../auth/http/retryAfter.js";
import { parsedJson } from "../auth/parsedJson.js";
import { type ApiOperation, apiCalls } from "../telemetry/operations.js";
import { ApiError, odataError, type ProblemDetails, problemDetails } from "./apiError.js";
import { isApiTimeout, isTooLong } from "./apiHttpClient.js";
import type { ApiHttpClient } from "./axiosClient.js";
import { type Challenge, challengesIn } from "./challenges.js";
import { claimsOf } from "./claimsChallenge.js";

/** A call to an API in a person's name. */
export interface ApiCall<Answer> {
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below the API's address, with a slash in front. What comes from outside is encoded in it. */
  readonly path: string;
  readonly token: string;
  /** Is sent as JSON. */
  readonly body?: unknown;
  /** What a good answer is: JSON, or undefined if it is empty. */
  readonly answer: z.ZodType<Answer>;
}

/** Calls one API. */
export class ApiClient {
  readonly #url: string;
  readonly #name: string;
  readonly #server: string;
  readonly #http: ApiHttpClient;
  readonly #isOwn: boolean;

  /**
   * `url` is where the API is, `http` a client of `createApiHttpClient`. An API of the team's own, `isOwn`, is told to which trace
   * a call belongs.
   */
  constructor(url: string, http: ApiHttpClient, { isOwn = false }: { isOwn?: boolean } = {}) {
    this.#url = url.replace(/\/+$/, "");
    const { origin, hostname } = new URL(url);
    this.#name = origin;
    this.#server = hostname;
    this.#http = http;
    this.#isOwn = isOwn;
  }

  /**
   * Returns the API's answer.
   *
   * @throws SignInDemanded if the API wants a sign-in with more claims; ApiError for everything else that is no good answer.
   */
  async call<Answer>({ answer, ...call }: ApiCall<Answer>): Promise<Answer> {
    const response = await this.#send(call);
    const { status } = response;
    if (status < 200 || status > 299) {
      throw this.#failure(response);
    }
    const { data, error } = answer.safeParse(parsedJson(response.data));
    if (error) {
      throw new ApiError(this.#name, 502, "answered something else than the app expects", { cause: error });
    }
    return data;
  }

  async #send({ method = "GET", path, token, body }: Omit<ApiCall<unknown>, "answer">) {
    const operation: ApiOperation = { method, server: this.#server };
    const send = async () => {
      const { traceparent } = operation;
      const response = await this.#http({
        method,
        url: this.#url + path,
        headers: {
          Accept: "application/json",
          Authorization: `Bearer ${token}`,
          ...(this.#isOwn && traceparent && { traceparent }),
        },
        data: body,
      });
      operation.status = response.status;
      return response;
    };
    try {
      return await apiCalls.tracePromise(send, operation);
    } catch (error) {
      throw this.#silence(error);
    }
  }

  #silence(cause: unknown): ApiError {
    if (isApiTimeout(cause)) {
      return new ApiError(this.#name, 504, "did not answer in 5 seconds", { cause });
    }
    return isTooLong(cause)
      ? new ApiError(this.#name, 502, "answered more than the app takes", { cause })
      : new ApiError(this.#name, 503, "cannot be reached", { cause });
  }

  #failure(response: AxiosResponse<string>): Error {
    const { status, headers } = response;
    const challenge = bearerIn(headers["www-authenticate"]);
    const error = new ApiError(this.#name, status < 400 ? 502 : status, `answered with status ${status}`, {
      problem: problemIn(response),
      code: odataError.safeParse(parsedJson(response.data)).data?.error.code,
      retryAfter: retryAfterIn(headers["retry-after"]),
      challenge,
    });
    const claims = status === 401 ? claimsOf(challenge) : undefined;
    if (claims === undefined) {
      return error;
    }
    const reason = `claims ${createHash("sha256").update(claims).digest("base64url").slice(0, 16)}`;
    return new SignInDemanded({ reason, claims }, new AuthError("demand_unmet", { cause: error }));
  }
}

function bearerIn(header: unknown): Challenge | undefined {
  return typeof header === "string"
    ? challengesIn(header).find(({ scheme }) => scheme.toLowerCase() === "bearer")
    : undefined;
}

function problemIn(response: AxiosResponse<string>): ProblemDetails | undefined {
  const isProblem = /^application\/problem\+json\b/i.test(String(response.headers["content-type"]));
  return isProblem ? problemDetails.safeParse(parsedJson(response.data)).data : undefined;
}
