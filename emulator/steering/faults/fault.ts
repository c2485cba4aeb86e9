import * as z from "zod";
import { clientId } from "../../configuration/applicationSchema.js";

/** Where a fault happens. `token` is every request to the token endpoint, `refresh` those with a refresh token. */
const faultPoints = ["authorize", "token", "refresh", "deviceCode", "discovery", "keys", "graph"] as const;

export type FaultPoint = (typeof faultPoints)[number];

const faultStatuses = [429, 500, 502, 503, 504] as const;

const common = {
  at: z.enum(faultPoints, { error: `must be one of ${faultPoints.join(", ")}` }),
  /** That of the one application which the fault is for; without it all have it. */
  clientId: clientId.optional(),
  until: z.enum(["once", "reset"], { error: "must be once or reset" }).default("once"),
};

/** In seconds. */
const longestDelay = 120;
const mostSkew = 365 * 24 * 60 * 60;
const longestRetryAfter = 24 * 60 * 60;

const numbered: readonly FaultPoint[] = ["authorize", "token", "refresh", "deviceCode"];
const issuing: readonly FaultPoint[] = ["token", "refresh"];
const anonymous: readonly FaultPoint[] = ["discovery", "keys", "graph"];

/** What somebody wants to go wrong. */
export const faultSchema = z
  .discriminatedUnion(
    "kind",
    [
      z.strictObject({
        ...common,
        kind: z.literal("aadsts"),
        number: z.int().min(1).max(99_999_999),
        error: z
          .string()
          .regex(/^[a-z_]{1,64}$/, { error: "must be an OAuth error, such as invalid_grant" })
          .optional(),
      }),
      z.strictObject({
        ...common,
        kind: z.literal("status"),
        status: z.literal(faultStatuses, { error: `must be one of ${faultStatuses.join(", ")}` }),
        retryAfter: z.int().min(0).max(longestRetryAfter).optional().describe("In seconds."),
      }),
      z.strictObject({
        ...common,
        kind: z.literal("slow"),
        seconds: z.number().positive().max(longestDelay),
      }),
      z.strictObject({
        ...common,
        kind: z.literal("clockSkew"),
        seconds: z.int().min(-mostSkew).max(mostSkew).describe("Below 0 the clock of the tenant is slow."),
      }),
    ],
    { error: "must be aadsts, status, slow or clockSkew" },
  )
  .refine(({ kind, at }) => kind !== "aadsts" || numbered.includes(at), {
    path: ["at"],
    error: `must be one of ${numbered.join(", ")} for an AADSTS number`,
  })
  .refine(({ kind, at }) => kind !== "clockSkew" || issuing.includes(at), {
    path: ["at"],
    error: "must be token or refresh for a clock skew",
  })
  .refine(({ clientId: id, at }) => id === undefined || !anonymous.includes(at), {
    path: ["clientId"],
    error: `cannot be told at ${anonymous.join(", ")}: a request there names no application`,
  });

/** As it is asked for; what is left out goes without saying. */
export type FaultOrder = z.input<typeof faultSchema>;

export type Fault = z.output<typeof faultSchema> & { readonly id: string };

export type FaultOf<Kind extends Fault["kind"]> = Extract<Fault, { kind: Kind }>;
