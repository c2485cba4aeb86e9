import { codeWord } from "../../log/codeWord.js";
import { httpMethodOf } from "../httpMethod.js";

/** What a span may hold. The names are those of OpenTelemetry's semantic conventions where they have one. */
export interface SpanAttributes {
  "http.request.method"?: string | undefined;
  "http.route"?: string | undefined;
  "http.response.status_code"?: number | undefined;
  /** Tries after the first. */
  "http.request.resend_count"?: number | undefined;
  /** A host that is configured. */
  "server.address"?: string | undefined;
  "error.type"?: string | undefined;
  "db.system.name"?: "redis";
  /** The name of a command, without its arguments. */
  "db.operation.name"?: string | undefined;
  /** What the app asks the tenant for. */
  "entra.call"?: string | undefined;
  /** The id by which the app's log and Entra's know a sign-in or a call. */
  "entra.correlation_id"?: string | undefined;
  /** The number after `AADSTS` in a refusal. */
  "entra.aadsts"?: number | undefined;
}

/** As the code has it: a path with names of parameters, that of a public file, or the name of a middleware. */
const route = /^(?:[a-z]{1,20}|\/|(?:\/[\w.:*{}-]{1,40}){1,6})$/;
const id = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** The form that each value has to have, whatever a part of the app hands over. */
const forms = {
  "http.request.method": (value) => typeof value === "string" && httpMethodOf(value) === value,
  "http.route": (value) => matches(route, value),
  "http.response.status_code": isCount,
  "http.request.resend_count": isCount,
  "server.address": (value, servers) => typeof value === "string" && servers.has(value),
  "error.type": (value) =>
    matches(/^(?:AADSTS\d{4,9}|[45]\d\d|_OTHER)$/, value) || codeWord(value) !== undefined,
  "db.system.name": (value) => value === "redis",
  "db.operation.name": (value) => matches(/^[A-Z]{1,20}$/, value),
  "entra.call": (value) => matches(/^(?:metadata|keys|token|identity)$/, value),
  "entra.correlation_id": (value) => matches(id, value),
  "entra.aadsts": isCount,
} satisfies Record<keyof SpanAttributes, (value: unknown, servers: ReadonlySet<string>) => boolean>;

/** Returns those attributes whose name and form are listed here; a host has to be one of `servers`. */
export function allowedAttributes(
  attributes: SpanAttributes,
  servers: ReadonlySet<string>,
): Record<string, string | number> {
  const allowed: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && isListed(name) && forms[name](value, servers)) {
      allowed[name] = value;
    }
  }
  return allowed;
}

function isListed(name: string): name is keyof typeof forms {
  return Object.hasOwn(forms, name);
}

function matches(form: RegExp, value: unknown): boolean {
  return typeof value === "string" && form.test(value);
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
