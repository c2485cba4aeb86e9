import { setTimeout } from "node:timers/promises";
import type { Wait } from "../http/bearerHttpClient.js";
import type { Output, Progress } from "../terminal/output.js";
import { type OpenBrowser, openBrowser as openOwnBrowser, signInByBrowser } from "./byBrowser.js";
import { signInByDeviceCode } from "./byDeviceCode.js";
import { createPublicClient } from "./publicClient.js";
import { SignInError, signInErrorOf } from "./signInErrors.js";
import type { SignInRequest, SignInWay } from "./signInRequest.js";

/** Somebody who may change the tenant, and what they let this command do. */
export interface Administrator {
  readonly accessToken: string;
  /** Of the account in the tenant. */
  readonly objectId: string;
}

interface SignInTools {
  /** The public client in whose name people sign in. */
  readonly clientId: string;
  readonly way: SignInWay;
  /** Waits before a question is asked again that had no answer. */
  readonly wait?: Wait;
  readonly openBrowser?: OpenBrowser;
}

/**
 * Signs an administrator in, and waits until they have done so.
 *
 * @throws SignInError with a sentence that says what to do.
 */
export async function signInAdministrator(
  { cloud, tenant, permissions }: SignInRequest,
  output: Output,
  { clientId, way, wait = setTimeout, openBrowser = openOwnBrowser }: SignInTools,
): Promise<Administrator> {
  const application = createPublicClient(cloud, tenant, { clientId, way, wait });
  const scopes = permissions.map((permission) => `${cloud.graphOrigin}/${permission}`);
  let waiting: Progress | undefined;
  const ask = (...lines: readonly string[]) => {
    for (const line of lines) {
      output.line(line);
    }
    waiting = output.begin("Sign-in", "waiting for you");
  };
  try {
    const result =
      way === "browser"
        ? await signInByBrowser(application, scopes, ask, openBrowser)
        : await signInByDeviceCode(application, scopes, ask);
    if (!result?.accessToken) {
      throw new SignInError("Entra has signed nobody in. Run the command again.");
    }
    waiting?.end("done");
    return { accessToken: result.accessToken, objectId: result.uniqueId };
  } catch (error) {
    waiting?.end("failed");
    throw signInErrorOf(error, { cloud, tenant, way });
  }
}
