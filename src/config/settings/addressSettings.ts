import { host, port, portOrPath } from "../schemas/listenAddress.js";
import { trustProxy } from "../schemas/trustProxy.js";
import { apiUrl, redirectTarget } from "../schemas/urls.js";
import type { SettingsByName } from "./setting.js";

/** Where browsers find the app, and where it listens. */
export const addressSettings = {
  REDIRECT_URI: {
    description:
      "The app's address as registered, with the path `/auth/redirect`. It must be `https:` except on localhost. Required in production, and if `PORT` is a path.",
    schema: redirectTarget,
    example: "https://app.example.com/auth/redirect",
    whenUnset: "`http://localhost:PORT/auth/redirect`",
  },
  POST_LOGOUT_REDIRECT_URI: {
    description: "Where Entra sends people after they sign out, as registered.",
    schema: redirectTarget,
    example: "https://app.example.com/",
    whenUnset: "the home page",
  },
  PORT: {
    description: "The port to listen on, or the whole path of a socket (`/run/app/app.sock`) or named pipe.",
    schema: portOrPath,
    example: "3000",
    default: 3000,
  },
  HOST: {
    description: "The address to listen on.",
    schema: host,
    example: "0.0.0.0",
    whenUnset: "`127.0.0.1` with the emulated tenant, else every interface",
  },
  TRUST_PROXY: {
    description:
      "The proxies whose `X-Forwarded-*` headers are believed: how many stand in front of the app, or their addresses with commas between them, or `true` or `false`, as in Express. If `PORT` is a path, a number.",
    schema: trustProxy,
    example: "loopback, 10.0.0.0/8",
    default: false,
  },
  EMULATOR_PORT: {
    description: "The port of the emulated tenant.",
    schema: port,
    example: "3001",
    default: 3001,
  },
  ORDERS_API_URL: {
    description:
      "Where the orders API is: see `examples/orders-api/README.md`. `API_SCOPES` must name its scopes `Orders.Read` and `Orders.Cancel`.",
    schema: apiUrl,
    example: "https://orders.example.com",
    whenUnset:
      "with the emulated tenant, one that starts beside the app; else the app has no pages of orders",
  },
  ORDERS_API_PORT: {
    description: "The port of the orders API that starts beside the app, or by `npm run orders-api`.",
    schema: port,
    example: "3002",
    default: 3002,
  },
} as const satisfies SettingsByName;
