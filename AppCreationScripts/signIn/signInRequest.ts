import type { Cloud } from "../clouds.js";

/** Who is to sign in, where, and for what. */
export interface SignInRequest {
  readonly cloud: Cloud;
  /** Its id or a domain of it. */
  readonly tenant: string;
  /** The delegated permissions of Microsoft Graph that are asked for. */
  readonly permissions: readonly string[];
}

/** Where people sign in: in a browser of this machine, or in any other. */
export type SignInWay = "browser" | "device-code";
