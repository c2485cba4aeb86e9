import * as z from "zod";
import { type Fault, faultSchema } from "../faults/fault.js";

/** What the form offers. */
const kinds = {
  expiredSecret: "Expired client secret (AADSTS7000222)",
  aadsts: "AADSTS error",
  status429: "429 Too Many Requests",
  status500: "500 Internal Server Error",
  status503: "503 Service Unavailable",
  slow: "Slow answer",
  clockSkew: "Clock of the tokens is wrong",
} as const;

const kindNames = [
  "expiredSecret",
  "aadsts",
  "status429",
  "status500",
  "status503",
  "slow",
  "clockSkew",
] as const;

const points: Readonly<Record<Fault["at"], string>> = {
  token: "token endpoint, every request",
  refresh: "token endpoint, refresh token",
  authorize: "authorization endpoint",
  deviceCode: "device code endpoint",
  discovery: "discovery document",
  keys: "keys",
  graph: "Microsoft Graph and userinfo",
};

const number = z
  .string()
  .trim()
  .transform((text) => (text === "" ? undefined : Number(text)))
  .optional();

const formSchema = z.object({
  kind: z.enum(kindNames, { error: "Choose what goes wrong." }),
  at: z.string(),
  clientId: z.string().optional(),
  number,
  seconds: number,
  repeated: z.string().optional(),
});

function effectOf(kind: (typeof kindNames)[number], aadsts: number | undefined, seconds: number | undefined) {
  switch (kind) {
    case "expiredSecret":
      return { kind: "aadsts", number: 7000222 };
    case "aadsts":
      return { kind, number: aadsts };
    case "slow":
    case "clockSkew":
      return { kind, seconds };
    default:
      return {
        kind: "status",
        status: Number(kind.slice("status".length)),
        ...(seconds === undefined ? {} : { retryAfter: seconds }),
      };
  }
}

/** Returns what the form asks for. */
export function parseFaultForm(body: unknown): z.ZodSafeParseResult<z.output<typeof faultSchema>> {
  const typed = formSchema.safeParse(body).data;
  return faultSchema.safeParse(
    typed && {
      at: typed.at,
      ...(typed.clientId ? { clientId: typed.clientId } : {}),
      until: typed.repeated === undefined ? "once" : "reset",
      ...effectOf(typed.kind, typed.number, typed.seconds),
    },
  );
}

const typedSchema = z.record(z.string(), z.unknown()).catch({});

/** Returns the choices of the form, and what was typed before if it was refused. */
export function faultForm(
  applications: readonly { readonly clientId: string; readonly displayName: string }[],
  body: unknown,
  error: string | undefined,
) {
  const typed = typedSchema.parse(body);
  const choice = (name: string, value: string, text: string) => ({
    value,
    text,
    selected: typed[name] === value,
  });
  return {
    error,
    kinds: kindNames.map((name) => choice("kind", name, kinds[name])),
    points: Object.entries(points).map(([name, text]) => choice("at", name, text)),
    applications: applications.map(({ clientId, displayName }) => choice("clientId", clientId, displayName)),
    number: typed.number,
    seconds: typed.seconds,
    repeated: typed.repeated !== undefined,
  };
}

/** Returns a fault in words. */
export function faultInWords(
  fault: Fault,
  nameOf: (clientId: string) => string,
): { readonly id: string; readonly text: string } {
  const who = fault.clientId === undefined ? "all applications" : nameOf(fault.clientId);
  const often = fault.until === "once" ? "the next request" : "every request";
  return { id: fault.id, text: `${effectInWords(fault)}, ${points[fault.at]}, ${who}, ${often}` };
}

function effectInWords(fault: Fault): string {
  switch (fault.kind) {
    case "aadsts":
      return `AADSTS${fault.number}`;
    case "status":
      return fault.retryAfter === undefined
        ? `Status ${fault.status}`
        : `Status ${fault.status} with Retry-After: ${fault.retryAfter}`;
    case "slow":
      return `An answer after ${fault.seconds} seconds`;
    case "clockSkew":
      return `Tokens of a clock that is wrong by ${fault.seconds} seconds`;
  }
}
