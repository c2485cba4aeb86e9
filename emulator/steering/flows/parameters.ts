import * as z from "zod";
import type { Parameters } from "./step.js";

const mostParameters = 100;
const longestValue = 16_384;

/** Whatever somebody typed or proved an application with, which may be good elsewhere too. */
const secret = /password|passcode|secret|^oob$/i;

/** Stands in the place of a secret. */
const notKept = "(not kept)";

const fieldsSchema = z.record(z.string(), z.union([z.string(), z.array(z.string())])).catch({});

/** Returns the parameters that may be kept and shown: no secret, and of a client assertion no signature. */
export function keptParameters(fields: unknown): Parameters {
  const kept = Object.entries(fieldsSchema.parse(fields)).slice(0, mostParameters);
  return Object.fromEntries(
    kept.map(([name, value]) => [
      name.slice(0, longestValue),
      typeof value === "string"
        ? keptValue(name, value)
        : value.slice(0, mostParameters).map((one) => keptValue(name, one)),
    ]),
  );
}

/** Returns the fields of a body as a handler has read it, parsed or as text. */
export function fieldsOf(body: unknown, contentType: string | undefined): unknown {
  if (typeof body !== "string") {
    return body;
  }
  if (!contentType?.startsWith("application/x-www-form-urlencoded")) {
    return {};
  }
  return fieldsIn(new URLSearchParams(body));
}

/** Returns the value of each parameter, or the values of one that comes several times. */
export function fieldsIn(parameters: URLSearchParams): Record<string, string | string[]> {
  return Object.fromEntries(
    [...new Set(parameters.keys())].map((name) => {
      const [value = "", ...more] = parameters.getAll(name);
      return [name, more.length === 0 ? value : [value, ...more]];
    }),
  );
}

function keptValue(name: string, value: string): string {
  if (secret.test(name)) {
    return notKept;
  }
  const text = value.slice(0, longestValue);
  return name === "client_assertion" ? withoutSignature(text) : text;
}

function withoutSignature(token: string): string {
  const [header = "", claims = ""] = token.split(".");
  return `${header}.${claims}.`;
}
