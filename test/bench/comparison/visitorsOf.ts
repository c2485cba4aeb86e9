import type { Visitor } from "../load/measurePages.js";
import type { Plan } from "./plan.js";
import { signInMany } from "./signInMany.js";
import type { Circumstances, RunningApp } from "./startContestant.js";

/** People whose pages are loaded. */
const people = 320;

/** Who looks at pages that are the same for everybody. */
const everybody: Visitor = { name: "everybody", cookie: "" };

/** Warms an app up with sign-ins, and returns who comes next of the people who look at its pages. */
export async function visitorsOf(
  app: RunningApp,
  { warmUpSignIns }: Plan,
  circumstances: Circumstances,
): Promise<() => Visitor> {
  if (!app.contestant.enter) {
    return () => everybody;
  }
  await signInMany(app, warmUpSignIns, circumstances);
  const { visitors } = await signInMany(app, people, circumstances);
  let next = 0;
  return () => {
    next += 1;
    return visitors[next % visitors.length] ?? everybody;
  };
}
