import * as z from "zod";
import type { AccessTokenVerifierOptions } from "./accessTokens/accessTokenVerifier.js";

/** What the API is told from outside. */
export interface OrdersApiSettings extends AccessTokenVerifierOptions {
  readonly port: number;
  readonly cancelContext: string | undefined;
}

const port = z
  .string()
  .regex(/^\d{1,5}$/, "must be a port number")
  .transform(Number)
  .refine((value) => value > 0 && value < 65_536, "must be from 1 to 65535");

const authority = z.string("or TENANT_SUBDOMAIN must say where people sign in, as for the app").pipe(
  z
    .url({ protocol: /^https?$/, error: "must be the https: address at which people sign in", abort: true })
    .refine((value) => {
      const { protocol, hostname } = new URL(value);
      return protocol === "https:" || hostname === "127.0.0.1";
    }, "must be https: except for the emulated tenant"),
);

const clientIds = z
  .string("or CLIENT_ID must name the apps that may call")
  .transform((value) => value.split(",").map((id) => id.trim()))
  .pipe(z.array(z.guid("must be application (client) ids, GUIDs with commas between them")));

const settings = z.object({
  ORDERS_API_PORT: port.default(3002),
  TENANT_SUBDOMAIN: z
    .string()
    .regex(/^[a-z\d-]+$/i, "must be the first part of the tenant's domain")
    .optional(),
  AUTHORITY: authority,
  ORDERS_API_CLIENT_ID: z.guid("must be the application (client) id of the API, a GUID"),
  ORDERS_API_ALLOWED_CLIENTS: clientIds,
  ORDERS_API_CANCEL_CONTEXT: z
    .string()
    .regex(/^c\d{1,2}$/, "must be an authentication context, c1 to c99")
    .optional(),
});

/**
 * Reads the settings of the API. `TENANT_SUBDOMAIN`, `AUTHORITY` and `CLIENT_ID` are the app's own, so that both can read one
 * `.env`. Empty values and the placeholders of `.env.sample` count as not set.
 *
 * @throws Error with a line for each setting that cannot be used.
 */
export function readSettings(environment: NodeJS.ProcessEnv): OrdersApiSettings {
  const given = Object.fromEntries(
    Object.entries(environment)
      .map(([name, value = ""]) => [name, value.trim()] as const)
      .filter(([, value]) => value !== "" && !value.startsWith("Enter_the_")),
  );
  const { TENANT_SUBDOMAIN: subdomain, CLIENT_ID: app } = given;
  const { data, error } = settings.safeParse({
    ...(subdomain && { AUTHORITY: `https://${subdomain}.ciamlogin.com/` }),
    ...(app && { ORDERS_API_ALLOWED_CLIENTS: app }),
    ...given,
  });
  if (!data) {
    const faults = new Set(error.issues.map(({ path, message }) => `  ${String(path[0])} ${message}`));
    throw new Error(["The settings cannot be used:", ...faults].join("\n"));
  }
  return {
    port: data.ORDERS_API_PORT,
    authority: authorityOf(data.AUTHORITY),
    clientId: data.ORDERS_API_CLIENT_ID,
    allowedClients: data.ORDERS_API_ALLOWED_CLIENTS,
    cancelContext: data.ORDERS_API_CANCEL_CONTEXT,
  };
}

/** An external tenant's host says its domain, where the path says none. */
function authorityOf(address: string): string {
  const { origin, hostname, pathname } = new URL(address);
  const path = pathname.replace(/\/+$/, "");
  const subdomain = hostname.split(".")[0] ?? "";
  const tenant = z.guid().safeParse(subdomain).success ? subdomain : `${subdomain}.onmicrosoft.com`;
  return origin + (path || `/${tenant}`);
}
