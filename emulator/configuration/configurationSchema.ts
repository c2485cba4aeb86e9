import * as z from "zod";
import { readyMadeNames } from "../tenant.js";
import { customaryLifetimes } from "../tokens/tokenLifetimes.js";
import { applicationSchema } from "./applicationSchema.js";
import { groupSchema, userFlowSchema, userSchema } from "./peopleSchema.js";

const [subdomain = ""] = readyMadeNames.domain.split(".");

const seconds = (value: number) =>
  z
    .int()
    .min(1, { error: "must be a number of seconds" })
    .max(365 * 24 * 60 * 60, { error: "must be at most a year in seconds" })
    .default(value);

/** What an `emulator.json` says of a tenant. */
export const configurationSchema = z
  .strictObject({
    $schema: z.string().optional(),
    tenant: z
      .strictObject({
        id: z
          .guid({ error: "must be a tenant id, which is a GUID" })
          .toLowerCase()
          .default(readyMadeNames.id),
        subdomain: z
          .string()
          .regex(/^[A-Za-z][A-Za-z0-9]{0,26}$/, { error: "must be letters and digits, at most 27" })
          .toLowerCase()
          .default(subdomain)
          .describe("The first part of the domain <subdomain>.onmicrosoft.com."),
        displayName: z
          .string()
          .min(1)
          .max(256)
          .default(readyMadeNames.displayName)
          .describe("As its pages call it."),
      })
      .prefault({}),
    applications: z.array(applicationSchema).default([]),
    users: z.array(userSchema).default([]),
    groups: z.array(groupSchema).default([]),
    userFlows: z
      .array(userFlowSchema)
      .default([])
      .describe("Applications that no flow names have one with passwords, sign-up and a display name."),
    authenticationContexts: z
      .array(
        z.strictObject({
          id: z.string().regex(/^c[1-9]\d?$/, { error: "must be c1 to c99" }),
          requires: z
            .enum(["mfa", "nothing"])
            .describe(
              "A context that requires nothing is issued to whoever asks, as where no policy names it.",
            ),
        }),
      )
      .optional()
      .describe(
        "The contexts of the tenant. Unless they are said, there is each of them, and each requires mfa.",
      ),
    tokenLifetimes: z
      .strictObject({
        accessToken: seconds(customaryLifetimes.accessToken),
        idToken: seconds(customaryLifetimes.idToken),
        refreshToken: seconds(customaryLifetimes.refreshToken),
        session: seconds(customaryLifetimes.session),
      })
      .prefault({})
      .describe("In seconds."),
  })
  .describe("A tenant of the Microsoft Entra External ID emulator.");

/** What is written in the file. */
export type TenantConfiguration = z.input<typeof configurationSchema>;

/** The same with what goes without saying. */
export type CompleteConfiguration = z.output<typeof configurationSchema>;
