import * as z from "zod";
import type { CustomerAccount } from "../directory/customerAccount.js";
import type { Tenant } from "../tenant.js";

/** The properties of a user that an answer has which selects none. */
const byDefault = [
  "businessPhones",
  "displayName",
  "givenName",
  "jobTitle",
  "mail",
  "mobilePhone",
  "officeLocation",
  "preferredLanguage",
  "surname",
  "userPrincipalName",
  "id",
] as const;

const selectable = z.enum([...byDefault, "city", "country"]);

/** The value of `$select`: names with commas between. */
export const selectSchema = z
  .string()
  .optional()
  .transform((names) => names?.split(",").map((name) => name.trim()))
  .pipe(z.array(selectable).optional());

/**
 * Returns the person as Graph's resource "user", with the properties that are selected: `city` and `country` come only so.
 *
 * @see https://learn.microsoft.com/graph/api/resources/user
 */
export function userResource(
  { domain }: Tenant,
  account: CustomerAccount,
  selected: z.infer<typeof selectSchema>,
) {
  const { oid, email, displayName, givenName, surname, city, country } = account;
  const user: Record<z.infer<typeof selectable>, unknown> = {
    businessPhones: [],
    displayName,
    givenName,
    jobTitle: null,
    mail: email,
    mobilePhone: null,
    officeLocation: null,
    preferredLanguage: null,
    surname,
    userPrincipalName: `${oid}@${domain}`,
    id: oid,
    city,
    country,
  };
  const context = `https://graph.microsoft.com/v1.0/$metadata#users${selected ? `(${selected.join(",")})` : ""}/$entity`;
  const entries = (selected ?? byDefault).map((name) => [name, user[name]]);
  return { "@odata.context": context, ...Object.fromEntries(entries) };
}

const text = (most: number) => z.exactOptional(z.string().min(1).max(most).nullable());

/** What people may change of themselves, in Graph's bounds: an empty text is refused, and the display name cannot go. */
const changes = z.strictObject({
  displayName: z.exactOptional(z.string().min(1).max(256)),
  givenName: text(64),
  surname: text(64),
  city: text(128),
  country: text(128),
});

/** The changes in a body of JSON. */
export const changesSchema = z
  .string()
  .transform((body, context): unknown => {
    try {
      return JSON.parse(body);
    } catch {
      context.addIssue("not JSON");
      return z.NEVER;
    }
  })
  .pipe(changes);
