import type * as z from "zod";

/** Everything that there is to say of one setting. `npm run docs` writes its documentation from it. */
export interface Setting<Value = unknown> {
  /** What it may be. The sentence for a bad value goes on from the name of the setting. */
  readonly schema: z.ZodType<Value, string>;
  /** A good value, as it is written in `.env`. */
  readonly example: string;
  /** Its value if it is not set. */
  readonly default?: Value;
  /** What the app does if it is not set, when that depends on other settings or is no value. */
  readonly whenUnset?: string;
  /** What it is, in sentences of Markdown. */
  readonly description: string;
  /** What `.env.sample` sets, for people to replace; without it, the line there is a comment with the example. */
  readonly placeholder?: string;
  /** What its value is if it may have any characters: a path is taken from the folder of `.env`. */
  readonly freeText?: "path" | "password";
}

/** Settings by their names. */
export type SettingsByName = Readonly<Record<string, Setting>>;
