import { Agent } from "node:http";
import type { Provider } from "../provider/startProvider.js";
import { Browser } from "./browser.js";
import { type App, type Load, measureRate, type Rate } from "./measureRate.js";
import { newPerson } from "./people.js";

/** The way in which one person enters an app. */
export type Entrance = (browser: Browser, provider: Provider, person: number) => Promise<void>;

interface SignIns {
  readonly provider: Provider;
  readonly load: Load;
  readonly enter: Entrance;
  readonly stop: AbortSignal;
  /** What follows for each, unmeasured. */
  readonly afterwards?: (browser: Browser, person: number) => Promise<void>;
}

/** How often in a second somebody who was never there before signs in, the whole way. */
export async function measureSignIns(
  app: App,
  { provider, load, enter, stop, afterwards }: SignIns,
): Promise<Rate> {
  const agent = new Agent({ keepAlive: true, maxSockets: load.parallel });
  const signedIn: [browser: Browser, person: number][] = [];
  try {
    const rate = await measureRate(app, { load, stop }, async () => {
      const browser = new Browser(app, { agent, signal: stop });
      const person = newPerson();
      await enter(browser, provider, person);
      signedIn.push([browser, person]);
    });
    await Promise.all(signedIn.map(([browser, person]) => afterwards?.(browser, person)));
    return rate;
  } finally {
    agent.destroy();
  }
}
