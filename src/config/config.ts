import type { Addresses } from "./addresses.js";
import type { OrdersApiConfig } from "./ordersApi.js";
import type { ProfileScopes } from "./profileScopes.js";
import type { SessionTimes } from "./sessionTimes.js";
import type { TelemetryConfig } from "./telemetry/telemetry.js";
import type { TenantConfig } from "./tenant/tenantConfig.js";

/** What the settings tell the app. It is made once, at the start, and frozen. */
export interface Config extends TenantConfig, Addresses, SessionTimes {
  readonly production: boolean;
  /** The address to listen on; undefined means every interface. */
  readonly host: string | undefined;
  /** A TCP port, or the path of a Unix domain socket or of a named pipe. */
  readonly port: number | string;
  /** A value of Express's `trust proxy`. */
  readonly trustProxy: boolean | number | string[];
  readonly responseMode: "form_post" | "query";
  /** Newest first: the first one signs, all of them verify. */
  readonly sessionSecrets: readonly [string, ...string[]];
  /** Requests to the routes of a sign-in that one address may make in a minute; 0 for no limit. */
  readonly authRateLimit: number;
  /** The API whose orders the app shows; undefined if it shows none. */
  readonly ordersApi: OrdersApiConfig | undefined;
  /** Undefined if the app has no profile to show. */
  readonly profileScopes: ProfileScopes | undefined;
  /** The engine that several instances share; undefined keeps everything in this process. */
  readonly redis: RedisConfig | undefined;
  readonly telemetry: TelemetryConfig;
  /** Milliseconds for which an instance that stops still answers, so that load balancers find out. */
  readonly drainTime: number;
  /** What works but deserves a look, in one sentence each. */
  readonly warnings: readonly string[];
}

/** A managed identity of Azure. */
interface RedisIdentityConfig {
  /** That of a user-assigned identity; undefined means the system-assigned one. */
  readonly clientId: string | undefined;
}

/** Where Redis is, and how its keys begin. */
export interface RedisConfig {
  readonly url: string;
  readonly cluster: boolean;
  readonly prefix: string;
  /** The managed identity by which the app signs in; without one the URL has its credentials. */
  readonly identity?: RedisIdentityConfig;
  /** Milliseconds that Redis has to connect or to answer. */
  readonly timeLimit: number;
  /** Milliseconds of silence after which a connection is replaced, also one on which Redis has not spoken yet. */
  readonly longestSilence: number;
}
