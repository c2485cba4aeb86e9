import * as z from "zod";
import type { Emulator } from "../../../emulator/startEmulator.js";

const answerSchema = z.looseObject({
  error: z.string().optional(),
  error_codes: z.array(z.int()).optional(),
});

/** What a token endpoint that a client has proved itself to says of a code that never was. */
export const provenButNoCode = { status: 400, error: "invalid_grant", number: 9002313 };

/** Redeems a code that never was, so that the answer tells whether the proof of the client was good. */
export async function proveClient(
  { authority }: Emulator,
  proof: Readonly<Record<string, string>> | readonly [string, string][],
  headers: Readonly<Record<string, string>> = {},
) {
  const form = new URLSearchParams(Array.isArray(proof) ? [...proof] : { ...proof });
  form.set("grant_type", "authorization_code");
  form.set("code", "never-was");
  form.set("redirect_uri", "http://localhost:3000/auth/redirect");
  const response = await fetch(`${authority}/oauth2/v2.0/token`, { method: "POST", headers, body: form });
  const { error, error_codes: [number] = [] } = answerSchema.parse(await response.json());
  return { status: response.status, error, number };
}

/** The parameters of a client assertion (RFC 7521 section 4.2). */
export function withAssertion(clientId: string, assertion: string) {
  return {
    client_id: clientId,
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    client_assertion: assertion,
  };
}
