import * as z from "zod";
import type { Emulator } from "../../../emulator/startEmulator.js";

const answerSchema = z.record(z.string(), z.unknown());

/** Calls the emulator's API as a program does, and returns the status and the JSON of the answer. */
export async function steer(
  { url }: Emulator,
  method: "GET" | "POST" | "DELETE",
  path: string,
  body?: object,
  headers: Readonly<Record<string, string>> = {},
) {
  const response = await fetch(`${url}/emulator/api${path}`, {
    method,
    headers: method === "POST" ? { "Content-Type": "application/json", ...headers } : headers,
    ...(body && method === "POST" ? { body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  return { status: response.status, body: answerSchema.parse(JSON.parse(text || "{}")) };
}

/** Sends a form of the home page as a browser does that shows it. */
export function press(
  { url }: Emulator,
  path: string,
  fields: Readonly<Record<string, string>> = {},
  origin = url,
) {
  return fetch(`${url}${path}`, {
    method: "POST",
    headers: { Origin: origin, "Sec-Fetch-Site": origin === url ? "same-origin" : "cross-site" },
    body: new URLSearchParams(fields),
    redirect: "manual",
  });
}
