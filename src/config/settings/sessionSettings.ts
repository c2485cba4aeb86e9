import * as z from "zod";
import { commaSeparated } from "../schemas/commaSeparated.js";
import { wholeNumber } from "../schemas/wholeNumber.js";
import type { SettingsByName } from "./setting.js";

const minutes = wholeNumber({ least: 1, most: 999_999, unit: "of minutes" });

/** How people sign in, and how long they stay signed in. */
export const sessionSettings = {
  EXPRESS_SESSION_SECRET: {
    description:
      "Signs and encrypts the app's cookies. In production it has 32 characters or more, for example from `openssl rand -hex 32`. Several have commas between them: the first is used, and the others are known. `docs/operations/session-secret.md` says how to replace one without signing anybody out.",
    schema: commaSeparated.pipe(
      z.tuple([z.string()], z.string()).refine((secrets) => !secrets.includes(""), {
        error: "must have a secret before and after each comma, newest first",
      }),
    ),
    example: "made-by-openssl-rand-hex-32",
    whenUnset: "a random one, outside production",
    placeholder: "",
  },
  SESSION_IDLE_MINUTES: {
    description: "Minutes without a request after which a person is signed out.",
    schema: minutes,
    example: "60",
    default: 60,
  },
  SESSION_LIFETIME_MINUTES: {
    description: "The maximum session length, in minutes: then a person is signed out, active or not.",
    schema: minutes,
    example: "720",
    default: 720,
  },
  RESPONSE_MODE: {
    description: "How Entra answers: `form_post` or `query`.",
    schema: z.enum(["form_post", "query"], "must be form_post or query"),
    example: "form_post",
    default: "form_post",
  },
  AUTH_RATE_LIMIT: {
    description:
      "Requests to `/auth/signin` and `/auth/redirect` that one address may make in a minute; a sign-in takes two. Requests that another site makes a browser send without a click are counted separately. `0` sets no limit.",
    schema: wholeNumber({ least: 0, most: 999_999, zero: "; 0 sets no limit" }),
    example: "60",
    default: 60,
  },
} as const satisfies SettingsByName;
