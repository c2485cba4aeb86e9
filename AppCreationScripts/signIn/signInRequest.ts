import type { Cloud } from "../clouds.js";

/** Who is to sign in, where, and for what. */
export interface SignInRequest {
  readonly cloud: Cloud;
  /** Its id or a domain of it. */
  readonly tenant: string;
  /** The permissions of Microsoft Graph that the command needs. People are asked for them. */
  readonly permissions: readonly string[];
}

/** Where people sign in: in a browser of this machine, or in any other; or that an application does. */
export type SignInWay = "browser" | "device-code" | "app-only";
