import { inRounds } from "../load/inRounds.js";
import { type Contestant, contestants } from "./contestants.js";
import { type Circumstances, startContestant } from "./startContestant.js";

/** Milliseconds from the start of an app to its first page, start by start, for each app. */
export async function measureStarts(
  starts: number,
  circumstances: Circumstances,
): Promise<ReadonlyMap<Contestant, readonly number[]>> {
  const taken = await inRounds(
    contestants.map((contestant) => async () => {
      const app = await startContestant(contestant, circumstances);
      await app.close();
      return app.startTime;
    }),
    // The first start reads the files from the disk.
    { rounds: starts, warmUps: 1 },
  );
  return new Map(contestants.map((contestant, index) => [contestant, taken[index] ?? []]));
}
