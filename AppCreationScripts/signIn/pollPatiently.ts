import {
  type INetworkModule,
  AuthError as MsalError,
  type NetworkRequestOptions,
  type NetworkResponse,
} from "@azure/msal-node";
import * as z from "zod";
import type { Wait } from "../http/bearerHttpClient.js";
import { SignInError } from "./signInErrors.js";

/** Seconds to wait after each failure in a row: a little more than a minute in all. */
const delays = [5, 10, 20, 40];

/** Milliseconds by which a server that says slow_down wants each later question to wait longer. */
const slowDown = 5_000;

/** Milliseconds from one question to the next if the server asks for nothing else. */
const usualInterval = 5_000;

const slowDownAnswer = z.object({ body: z.object({ error: z.literal("slow_down") }) });

/**
 * Lets a sign-in with a device code outlast lost answers and a server that is busy, at which MSAL would give up. Only
 * questions for the token are asked again: each may be repeated.
 *
 * @see RFC 8628, section 3.5
 */
export function pollPatiently(network: INetworkModule, wait: Wait): INetworkModule {
  let pause = 0;
  async function poll<T>(url: string, options: NetworkRequestOptions): Promise<NetworkResponse<T>> {
    for (const seconds of delays) {
      try {
        return await network.sendPostRequestAsync<T>(url, options);
      } catch (error) {
        if (isRefusal(error)) {
          throw error;
        }
        await wait(seconds * 1_000);
      }
    }
    return network.sendPostRequestAsync(url, options);
  }
  return {
    sendGetRequestAsync: network.sendGetRequestAsync,
    async sendPostRequestAsync<T>(url: string, options: NetworkRequestOptions = {}) {
      if (!new URLSearchParams(options.body).has("device_code")) {
        return network.sendPostRequestAsync(url, options);
      }
      if (pause > 0) {
        await wait(pause);
      }
      let answer = await poll<T>(url, options);
      while (slowDownAnswer.safeParse(answer).success) {
        pause += slowDown;
        await wait(usualInterval + pause);
        answer = await poll<T>(url, options);
      }
      return answer;
    },
  };
}

function isRefusal(error: unknown): boolean {
  return error instanceof MsalError && error.cause instanceof SignInError;
}
