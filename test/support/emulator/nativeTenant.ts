import { decodeJwt } from "jose";
import { onTestFinished } from "vitest";
import * as z from "zod";
import type { TenantConfiguration } from "../../../emulator/configuration/configurationSchema.js";
import { createMemoryLog } from "../app/memoryLog.js";
import { startEmulatorWithSpareKey } from "./startEmulatorWithSpareKey.js";
import { fay, phoneId } from "./tenantFile.js";

/** A native app in the words of an `emulator.json`. */
export const phone = {
  clientId: phoneId,
  displayName: "Phone",
  publicClient: { redirectUris: ["http://localhost"] },
  allowPublicClientFlows: true,
  nativeAuthenticationApisEnabled: "all",
} satisfies NonNullable<TenantConfiguration["applications"]>[number];

export const gil = { email: "gil@fabrikam.example", displayName: "Gil Moreau" };
export const everyType = "oob password redirect";
export const scope = "openid profile offline_access";

const answerSchema = z.looseObject({
  continuation_token: z.string().default(""),
  access_token: z.string().default(""),
  id_token: z.string().default(""),
  refresh_token: z.string().default(""),
  error_codes: z.array(z.int()).optional(),
});

type Form = Readonly<Record<string, string>>;

/** An emulator with this native app, which ends with the test, and what the app does by plain HTTP. */
export async function startNativeTenant(configuration: TenantConfiguration = {}) {
  const log = createMemoryLog();
  const emulator = await startEmulatorWithSpareKey({
    port: 0,
    configuration: { applications: [phone], users: [fay, gil], ...configuration },
    log,
  });
  onTestFinished(() => emulator.close());

  async function post(path: string, form: Form, headers: Form = {}) {
    const response = await fetch(`${emulator.authority}/${path}`, {
      method: "POST",
      headers,
      body: new URLSearchParams({ client_id: phoneId, ...form }),
    });
    return {
      status: response.status,
      headers: response.headers,
      body: answerSchema.parse(await response.json()),
    };
  }

  /** Goes on with the token of an answer. */
  function goOn(path: string, answer: { body: { continuation_token: string } }, form: Form = {}) {
    return post(path, { continuation_token: answer.body.continuation_token, ...form });
  }

  return {
    emulator,
    log,
    post,
    goOn,
    /** The passcode that was "sent" last. */
    code: () =>
      /one-time passcode is (\d{8})/.exec(
        log.lines.findLast((line) => line.includes("passcode")) ?? "",
      )?.[1] ?? "",
    start: (path: string, username: string, form: Form = {}) =>
      post(path, { username, challenge_type: everyType, ...form }),
    /** Begins to sign a person in, as far as the password or the code. */
    async challenge(username: string, form: Form = {}) {
      const begun = await post("oauth2/v2.0/initiate", { username, challenge_type: everyType, ...form });
      return goOn("oauth2/v2.0/challenge", begun, { challenge_type: everyType });
    },
    token: (answer: { body: { continuation_token: string } }, form: Form) =>
      goOn("oauth2/v2.0/token", answer, { scope, ...form }),
  };
}

export type NativeTenant = Awaited<ReturnType<typeof startNativeTenant>>;

/** An error as it is answered. */
export function refused(number: number, error: string, suberror?: string) {
  return { status: 400, body: { error, error_codes: [number], ...(suberror ? { suberror } : {}) } };
}

/** The claims of the ID token in an answer. */
export function claimsOf({ body }: { body: { id_token: string } }) {
  return decodeJwt(body.id_token);
}
