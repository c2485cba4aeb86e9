import type * as z from "zod";

/** The row of a setting: everything that there is to say of it. `npm run docs` writes the documentation from it. */
export interface Setting<Value = unknown> {
  /** What it may be. The sentence for a bad value goes on from the name of the setting. */
  readonly schema: z.ZodType<Value, string>;
  /** A good value, as it is written in `.env`. */
  readonly example: string;
  /** Its value if it is not set. */
  readonly default?: Value;
  /** What happens if it is not set, in words that go on from the default: if that depends on other settings, or is no value. */
  readonly whenUnset?: string;
  /** What it is, in sentences of Markdown. */
  readonly description: string;
  /** What `.env.sample` sets, for people to replace; without it, the line there is a comment with the example. */
  readonly placeholder?: string;
  /** Set if the value may have any characters. A path in `.env` begins at the folder of that file. */
  readonly freeText?: "path" | "password";
}

/** Settings by their names. */
export type SettingsByName = Readonly<Record<string, Setting>>;
