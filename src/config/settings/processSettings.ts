import * as z from "zod";
import { logFormats, logLevels } from "../../log/logStyle.js";
import { redisUrl } from "../schemas/urls.js";
import { wholeNumber } from "../schemas/wholeNumber.js";
import type { SettingsByName } from "./setting.js";

/** How the app runs: in development or in production, as one process or as several instances. */
export const processSettings = {
  NODE_ENV: {
    description:
      "`production`, `development` or `test`. In production a tenant, `CLIENT_ID`, a credential, `EXPRESS_SESSION_SECRET` and `REDIRECT_URI` are required, and the emulated tenant never runs.",
    schema: z.enum(["production", "development", "test"], "must be production, development or test"),
    example: "production",
    default: "development",
  },
  REDIS_URL: {
    description:
      "The Redis that several instances share, with `redis:` or `rediss:`. A user name and password stand in front of the host: `rediss://user:password@cache.example.com`. Special characters of the password are percent-encoded: `%23` for `#`.",
    schema: redisUrl,
    example: "rediss://contoso.westeurope.redis.azure.net:10000",
    whenUnset: "none; everything stays in the memory of this process",
  },
  REDIS_CREDENTIAL: {
    description:
      "`managed-identity` for Azure Managed Redis, which then needs no access key: the app signs in as its managed identity, the one in `AZURE_CLIENT_ID`. `REDIS_URL` has to begin with `rediss:`, and has no user name and no password.",
    schema: z.literal("managed-identity", "must be managed-identity"),
    example: "managed-identity",
    whenUnset: "the user name and password in `REDIS_URL`",
  },
  REDIS_CLUSTER: {
    description:
      "`true` for Redis in cluster mode, for example Azure Managed Redis with its OSS cluster policy.",
    schema: z.enum(["true", "false"], "must be true or false").transform((value) => value === "true"),
    example: "true",
    default: false,
  },
  REDIS_PREFIX: {
    description: "What the keys in Redis begin with. Apps that share a Redis need different prefixes.",
    schema: z.string().regex(/^[\w:.-]{1,64}$/, "must be 1 to 64 letters, digits and : . - _"),
    example: "sign-in:",
    default: "sign-in:",
  },
  REDIS_TIMEOUT_MILLISECONDS: {
    description:
      "Milliseconds that a request waits for Redis before it is answered with 503. A network with pauses needs more.",
    schema: wholeNumber({ least: 100, most: 60_000, unit: "of milliseconds" }),
    example: "2000",
    default: 700,
  },
  DRAIN_SECONDS: {
    description:
      "Seconds for which an instance still answers after SIGTERM has told it to stop, so that load balancers find out from `/readyz`. It must be longer than their health checks take to fail.",
    schema: wholeNumber({ least: 0, most: 999_999, unit: "of seconds", zero: "; 0 stops at once" }),
    example: "5",
    default: 5,
    whenUnset: "with `REDIS_URL`, else `0`",
  },
  LOG_FORMAT: {
    description: "How the log is written: `json` for programs, an object on each line, or `text` for people.",
    schema: z.enum(logFormats, "must be json or text"),
    example: "json",
    whenUnset: "`json` in production, else `text`",
  },
  LOG_LEVEL: {
    description:
      "What the log has: `error`, `warn` or `info`, each with all before it. The lines of requests are `info`.",
    schema: z.enum(logLevels, "must be error, warn or info"),
    example: "info",
    default: "info",
  },
} as const satisfies SettingsByName;
