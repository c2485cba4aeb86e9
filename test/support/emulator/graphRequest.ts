import * as z from "zod";
import type { Emulator } from "../../../emulator/startEmulator.js";

const bodySchema = z.looseObject({ error: z.looseObject({ code: z.string() }).optional() });

/** Calls Microsoft Graph with an access token: `POST` if there is a body, in JSON. */
export async function graphRequest(
  { url }: Emulator,
  path: string,
  accessToken: string | undefined,
  body?: unknown,
) {
  const response = await fetch(new URL(path, url), {
    method: body === undefined ? "GET" : "POST",
    headers: {
      authorization: `Bearer ${accessToken}`,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  return { status: response.status, body: bodySchema.parse(await response.json()) };
}
