import { inRounds } from "../load/inRounds.js";
import { type Contestant, contestants } from "./contestants.js";
import type { Plan } from "./plan.js";
import { signInMany } from "./signInMany.js";
import { type Circumstances, startContestant } from "./startContestant.js";

/** Resident memory in bytes, before and after many people have signed in. */
export interface Memory {
  readonly before: number;
  readonly after: number;
}

/** People who sign in before anything counts. */
const warmUp = 500;

/** What people who sign in add to the memory of a process that is new each time, for each app that they can enter. */
export async function measureMemory(
  { memoryRounds, memorySignIns }: Plan,
  circumstances: Circumstances,
): Promise<ReadonlyMap<Contestant, readonly Memory[]>> {
  async function measure(contestant: Contestant): Promise<Memory> {
    const app = await startContestant(contestant, circumstances);
    try {
      await signInMany(app, warmUp, circumstances);
      const before = (await app.usage()).rss;
      await signInMany(app, memorySignIns, circumstances);
      return { before, after: (await app.usage()).rss };
    } finally {
      await app.close();
    }
  }
  const entered = contestants.filter(({ enter }) => enter !== undefined);
  const taken = await inRounds(
    entered.map((contestant) => () => measure(contestant)),
    { rounds: memoryRounds, warmUps: 0 },
  );
  return new Map(entered.map((contestant, index) => [contestant, taken[index] ?? []]));
}
