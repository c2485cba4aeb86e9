import * as z from "zod";
import { type EmulatorClient, wellKnownSecret } from "./applications/client.js";

/** What an emulator that runs alone is told from outside. */
export interface EmulatorSettings {
  readonly port: number;
  readonly client: EmulatorClient;
  /** What ids and passcodes are made of. */
  readonly seed?: string;
}

const port = z
  .string()
  .regex(/^\d{1,5}$/, { error: "must be a port number" })
  .transform(Number)
  .refine((value) => value > 0 && value < 65_536, { error: "must be from 1 to 65535" });

const address = z
  .url({ protocol: /^https?$/, error: "must be the http: or https: address of an app" })
  .refine((value) => !value.includes("#"), { error: "must have no fragment (RFC 6749, section 3.1.2)" })
  .refine((value) => !/^https?:\/\/[^/]*@/.test(value), { error: "must have no user name and no password" });

const settings = z.object({
  EMULATOR_PORT: port.default(3001),
  EMULATOR_SEED: z.string().optional(),
  CLIENT_ID: z
    .guid({ error: "must be an application id, which is a GUID" })
    .default("5a1e7c2d-9b43-4f60-8d15-3e7a6c0b9f24"),
  CLIENT_SECRET: z.string().default(wellKnownSecret),
  /** Its app listens there, if no redirect URI is set. A path is no port, and names no address. */
  PORT: port.catch(3000),
  REDIRECT_URI: address.optional(),
  POST_LOGOUT_REDIRECT_URI: address.optional(),
});

/**
 * Reads the settings of an emulator that runs alone, for any app: `EMULATOR_PORT` and `EMULATOR_SEED`, and `CLIENT_ID`, `CLIENT_SECRET`,
 * `REDIRECT_URI` and `POST_LOGOUT_REDIRECT_URI` of that app. Empty values and the placeholders of `.env.sample` count as
 * not set.
 *
 * @throws Error with a line for each setting that cannot be used.
 */
export function readSettings(environment: NodeJS.ProcessEnv): EmulatorSettings {
  const given = Object.entries(environment)
    .map(([name, value = ""]) => [name, value.trim()] as const)
    .filter(([, value]) => value !== "" && !value.startsWith("Enter_the_"));
  const { data, error } = settings.safeParse(Object.fromEntries(given));
  if (!data) {
    const faults = error.issues.map(({ path, message }) => `  ${path.join(".")} ${message}`);
    throw new Error(["The settings cannot be used:", ...faults].join("\n"));
  }
  const redirectUri = data.REDIRECT_URI ?? `http://localhost:${data.PORT}/auth/redirect`;
  const { origin } = new URL(redirectUri);
  return {
    port: data.EMULATOR_PORT,
    ...(data.EMULATOR_SEED === undefined ? {} : { seed: data.EMULATOR_SEED }),
    client: {
      clientId: data.CLIENT_ID,
      clientSecret: data.CLIENT_SECRET,
      redirectUris: [redirectUri],
      postLogoutRedirectUris: [data.POST_LOGOUT_REDIRECT_URI ?? `${origin}/`],
      logoutUrl: `${origin}/auth/frontchannel-logout`,
    },
  };
}
