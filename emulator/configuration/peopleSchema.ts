import * as z from "zod";
import { clientId } from "./applicationSchema.js";

const guid = z.guid({ error: "must be an object id, which is a GUID" }).toLowerCase();
const text = z.string().min(1, { error: "must not be empty" }).max(256);

const assignments = z
  .record(clientId, z.array(z.string()))
  .default({})
  .describe("The app roles by client id. An empty list assigns without a role.");

const attributeName = z.string().regex(/^[A-Za-z]\w*$/, { error: "must be the name of an attribute" });

export const groupSchema = z.strictObject({
  id: guid,
  displayName: text,
  appRoleAssignments: assignments,
});

export const userSchema = z.strictObject({
  id: guid
    .optional()
    .describe("The object id. Without it one is made of the email address, always the same."),
  email: z.email({ error: "must be an email address" }).max(254).toLowerCase(),
  password: text.optional().describe("Without one the person signs in with a passcode."),
  displayName: text,
  givenName: text.optional(),
  surname: text.optional(),
  city: text.optional(),
  country: text.optional(),
  customAttributes: z
    .record(attributeName, z.union([z.string(), z.boolean(), z.int()]))
    .default({})
    .describe("What the app has collected beyond the built-in attributes."),
  groups: z.array(guid).default([]).describe("The ids of the person's groups."),
  appRoleAssignments: assignments,
  disabled: z.boolean().default(false).describe("Refuses the person with AADSTS50057."),
});

export const userFlowSchema = z.strictObject({
  applications: z.array(clientId).min(1, { error: "must name an application" }),
  signInWith: z.enum(["password", "passcode"]).default("password"),
  signUp: z.boolean().default(true),
  attributes: z
    .array(z.strictObject({ name: attributeName, label: text }))
    .default([{ name: "displayName", label: "Display name" }])
    .describe(
      "What people are asked for at sign-up: displayName, givenName, surname, city, country, or a custom attribute.",
    ),
});
