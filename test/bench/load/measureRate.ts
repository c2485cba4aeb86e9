import type { Usage } from "../process/measuredProcess.js";
import type { Address } from "./browser.js";

/** An app that is measured. */
export interface App extends Address {
  usage(): Promise<Usage>;
}

/** How long and how often something is done to see how often it can be. */
export interface Load {
  readonly milliseconds: number;
  readonly atMost: number;
  /** How many do it at the same time. */
  readonly parallel: number;
}

export interface Rate {
  /** How often in a second. */
  readonly perSecond: number;
  /** Milliseconds of the app's CPU time for each, which other programs on the machine hardly change. */
  readonly cpu: number;
}

/** Does something at an app again and again. The first failure ends it. */
export async function measureRate(
  app: App,
  { load, stop }: { load: Load; stop: AbortSignal },
  act: () => Promise<unknown>,
): Promise<Rate> {
  const before = await app.usage();
  const start = performance.now();
  const elapsed = () => performance.now() - start;
  let begun = 0;
  let done = 0;
  let failed = false;
  async function actAgain(): Promise<void> {
    while (!failed && elapsed() < load.milliseconds && begun < load.atMost) {
      stop.throwIfAborted();
      begun += 1;
      await act();
      done += 1;
    }
  }
  const actors = Array.from({ length: load.parallel }, () =>
    actAgain().catch((error: unknown) => {
      failed = true;
      throw error;
    }),
  );
  await Promise.all(actors);
  const perSecond = (done * 1000) / elapsed();
  return { perSecond, cpu: ((await app.usage()).cpu - before.cpu) / done };
}
