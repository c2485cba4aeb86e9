import { Agent } from "node:http";
import { sessionCookieName, sessionIdIn } from "../../support/app/sessionCookie.js";
import { startApp, type TestApp } from "../../support/app/startApp.js";
import { type Address, Browser } from "../load/browser.js";
import type { Entrance } from "../load/measureSignIns.js";
import { newPerson } from "../load/people.js";
import { signIn } from "../load/signIn.js";
import {
  bare,
  type Contestant,
  expressOpenidConnect,
  openidClient,
  openidClientChecking,
  ours,
} from "./contestants.js";
import { type Circumstances, startContestant } from "./startContestant.js";

/** Bytes that each app keeps for a person who is signed in. */
export async function measureSessionBytes(
  circumstances: Circumstances,
): Promise<ReadonlyMap<Contestant, number>> {
  const cookieBytes = async (browser: Browser) => Buffer.byteLength(browser.cookie);
  const bytesShown = async (browser: Browser) => Buffer.byteLength((await browser.open("/session")).html);
  return new Map([
    [ours, await storedByOurs(circumstances)],
    [expressOpenidConnect, await keptFor(expressOpenidConnect, circumstances, cookieBytes)],
    [openidClient, await keptFor(openidClient, circumstances, bytesShown)],
    [openidClientChecking, await keptFor(openidClientChecking, circumstances, bytesShown)],
    [bare, await keptFor(bare, circumstances, bytesShown)],
  ]);
}

async function keptFor(
  contestant: Contestant,
  circumstances: Circumstances,
  measure: (browser: Browser) => Promise<number>,
): Promise<number> {
  const app = await startContestant(contestant, circumstances);
  try {
    return await withSomebody(app, contestant.enter ?? signIn, circumstances, measure);
  } finally {
    await app.close();
  }
}

/** Its store is seen from within the process alone. */
async function storedByOurs(circumstances: Circumstances): Promise<number> {
  const { provider } = circumstances;
  provider.trust();
  const app = await startApp({ AUTHORITY: provider.settings.AUTHORITY });
  const { origin, port } = new URL(app.url);
  try {
    return await withSomebody({ origin, port: Number(port) }, signIn, circumstances, ({ cookie }) =>
      bytesStored(app, cookie),
    );
  } finally {
    await app.close();
  }
}

/** Measures while one person is signed in. */
async function withSomebody(
  app: Address,
  enter: Entrance,
  { provider, stop }: Circumstances,
  measure: (browser: Browser) => Promise<number>,
): Promise<number> {
  const agent = new Agent();
  const browser = new Browser(app, { agent, signal: stop });
  await enter(browser, provider, newPerson());
  return measure(browser);
}

function bytesStored(app: TestApp, cookie: string): Promise<number> {
  const id = sessionIdIn(cookie.split("; ").find((one) => one.startsWith(`${sessionCookieName(app)}=`)));
  return new Promise((resolve, reject) => {
    app.sessionStore.get(id, (error: unknown, session) => {
      if (session) {
        resolve(Buffer.byteLength(JSON.stringify(session)));
      } else {
        reject(error ?? new Error("The store has no session of this browser."));
      }
    });
  });
}
