import type { Visitor } from "../load/measurePages.js";
import type { Rate } from "../load/measureRate.js";
import { measureSignIns } from "../load/measureSignIns.js";
import { nameOf } from "../load/people.js";
import type { Circumstances, RunningApp } from "./startContestant.js";

/** People who sign in at the same time. */
const parallel = 16;

/** Signs so many people in who have never been there before, and gives them with the rate. */
export async function signInMany(
  app: RunningApp,
  people: number,
  circumstances: Circumstances,
): Promise<{ rate: Rate; visitors: readonly Visitor[] }> {
  const { enter, name } = app.contestant;
  if (!enter) {
    throw new Error(`Nobody signs in at ${name}.`);
  }
  const visitors: Visitor[] = [];
  const rate = await measureSignIns(app, {
    ...circumstances,
    enter,
    load: { milliseconds: Number.POSITIVE_INFINITY, atMost: people, parallel },
    afterwards: async ({ cookie }, person) => {
      visitors.push({ name: nameOf(person), cookie });
    },
  });
  return { rate, visitors };
}
