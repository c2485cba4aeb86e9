import { parseArgs } from "node:util";
import * as z from "zod";

/** What can be measured alone. */
export type Part = (typeof parts)[number];

const parts = ["starts", "sign-ins", "telemetry"] as const;

/** How much a run measures. */
export interface Plan {
  readonly rounds: number;
  /** How often each app is started to see how long that takes. */
  readonly starts: number;
  /** Sign-ins before the rounds, until V8 has compiled most of what they run. */
  readonly warmUpSignIns: number;
  /** Pages and sign-ins in a round. */
  readonly pages: number;
  readonly signIns: number;
  /** How often memory is measured, and over how many sign-ins. */
  readonly memoryRounds: number;
  readonly memorySignIns: number;
  /** Sign-ins of one process, to see whether later ones cost more: so many if there is time for them, or else fewer. */
  readonly manySignIns: number;
  readonly fewerSignIns: number;
  /** Sessions in memory, to see whether pages cost more. */
  readonly sessions: number;
}

const full: Omit<Plan, "rounds"> = {
  starts: 9,
  warmUpSignIns: 2_000,
  pages: 2_000,
  signIns: 400,
  memoryRounds: 2,
  memorySignIns: 5_000,
  manySignIns: 50_000,
  fewerSignIns: 20_000,
  sessions: 100_000,
};

const quick: Omit<Plan, "rounds"> = {
  starts: 3,
  warmUpSignIns: 64,
  pages: 400,
  signIns: 64,
  memoryRounds: 1,
  memorySignIns: 500,
  manySignIns: 4_000,
  fewerSignIns: 4_000,
  sessions: 10_000,
};

const wholeNumber = z
  .string()
  .regex(/^[1-9]\d{0,2}$/, "--rounds takes a number from 1 to 999")
  .transform(Number);

const part = z.enum(parts, `--only takes one of: ${parts.join(", ")}`).optional();

/** What the command line asks for. */
interface Wish extends Plan {
  readonly quick: boolean;
  /** Undefined if everything is measured. */
  readonly only: Part | undefined;
}

/**
 * Reads the command line: `--rounds 9` for more rounds, `--only sign-ins` for one part of a run, `--quick` for a try whose
 * numbers mean little.
 */
export function planOf(parameters: readonly string[]): Wish {
  const { values } = parseArgs({
    args: [...parameters],
    options: {
      rounds: { type: "string", default: "5" },
      only: { type: "string" },
      quick: { type: "boolean", default: false },
    },
  });
  return {
    ...(values.quick ? quick : full),
    rounds: wholeNumber.parse(values.rounds),
    only: part.parse(values.only),
    quick: values.quick,
  };
}
