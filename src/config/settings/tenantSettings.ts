import * as z from "zod";
import { apiScopes } from "../schemas/apiScopes.js";
import { authorityUrl } from "../schemas/authorityUrl.js";
import { subdomain } from "../schemas/subdomain.js";
import type { SettingsByName } from "./setting.js";

/** Which tenant signs people in, and what the app is there. */
export const tenantSettings = {
  TENANT_SUBDOMAIN: {
    description: "The first part of the tenant's domain: `contoso` for `contoso.onmicrosoft.com`.",
    schema: subdomain,
    example: "contoso",
    whenUnset: "the emulated tenant",
    placeholder: "Enter_the_Tenant_Subdomain_Here",
  },
  CLIENT_ID: {
    description: "The Application (client) ID on the Overview page of the app registration.",
    schema: z.guid("must be the application (client) id, a GUID"),
    example: "11111111-2222-3333-4444-555555555555",
    whenUnset: "the emulated tenant",
    placeholder: "Enter_the_Application_Id_Here",
  },
  AUTHORITY: {
    description:
      "The address at which people sign in. Set it for a custom URL domain (`https://login.contoso.com/TENANT_ID/v2.0`) or a workforce tenant (`https://login.microsoftonline.com/TENANT_ID/v2.0`). With a path, it is used as it is.",
    schema: authorityUrl,
    example: "https://contoso.ciamlogin.com/",
    whenUnset: "`https://TENANT_SUBDOMAIN.ciamlogin.com/`",
  },
  API_SCOPES: {
    description:
      "The scopes for which the app gets access tokens, with spaces between them: `api://CLIENT_ID_OF_THE_API/NAME`, and those of Microsoft Graph by name (`User.Read`). An administrator has to consent to each. People who sign in are asked for the scopes of the first API.",
    schema: apiScopes,
    example:
      "api://33333333-4444-5555-6666-777777777777/Orders.Read api://33333333-4444-5555-6666-777777777777/Orders.Cancel User.Read",
    whenUnset: "those of the emulated tenant, else none: the app then keeps no token at all",
  },
} as const satisfies SettingsByName;
