import { ours } from "./contestants.js";
import { signInMany } from "./signInMany.js";
import { type Circumstances, startContestant } from "./startContestant.js";

/** What sign-ins cost at the beginning and at the end of a long row of them, in milliseconds of CPU time each. */
export interface ManySignIns {
  readonly signIns: number;
  readonly first: readonly number[];
  readonly last: readonly number[];
}

const warmUp = 1_500;
const hundred = 100;

/** Hundreds that are measured at each end: one alone costs much more where it meets a garbage collection. */
const hundreds = 8;

/** Lets one process of this app sign so many people in. */
export async function measureManySignIns(
  signIns: number,
  circumstances: Circumstances,
): Promise<ManySignIns> {
  const app = await startContestant(ours, circumstances);
  async function measureHundreds(): Promise<number[]> {
    const costs: number[] = [];
    for (let number = 0; number < hundreds; number += 1) {
      const { rate } = await signInMany(app, hundred, circumstances);
      costs.push(rate.cpu);
    }
    return costs;
  }
  try {
    await signInMany(app, warmUp, circumstances);
    const first = await measureHundreds();
    await signInMany(app, signIns - warmUp - 2 * hundreds * hundred, circumstances);
    return { signIns, first, last: await measureHundreds() };
  } finally {
    await app.close();
  }
}
