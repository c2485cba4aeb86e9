import autocannon from "autocannon";
import { proxyHeaders } from "./browser.js";
import type { App, Rate } from "./measureRate.js";

/** Somebody who is signed in. */
export interface Visitor {
  readonly name: string;
  /** The Cookie header of the browser; empty where it has no cookies. */
  readonly cookie: string;
}

interface Visits {
  readonly path: string;
  /** How many pages are asked for. */
  readonly amount: number;
  /** Returns who comes next. */
  readonly nextVisitor: () => Visitor;
  readonly stop: AbortSignal;
}

const connections = 16;

/** People who share a connection, one page each in turn. */
const visitorsOfConnection = 20;

/** Milliseconds until autocannon notices that it is done. */
const sampleInt = 20;

/** How often in a second the app answers signed-in people with a page of their own. The first wrong page ends it. */
export async function measurePages(app: App, { path, amount, nextVisitor, stop }: Visits): Promise<Rate> {
  stop.throwIfAborted();
  const shots = { answered: 0, begin: Number.NaN, end: Number.NaN, wrong: "" };
  function requestOf({ name, cookie }: Visitor): autocannon.Request {
    return {
      headers: { ...proxyHeaders(app), ...(cookie && { cookie }) },
      onResponse(status, page) {
        shots.answered += 1;
        shots.end = performance.now();
        if (status !== 200 || !page.includes(name)) {
          shots.wrong ||= `${path} is not ${name}'s page: ${status} ${page}`;
        }
      },
    };
  }
  const before = await app.usage();
  const errors = await new Promise<number>((resolve, reject) => {
    const options: autocannon.Options = {
      url: `http://127.0.0.1:${app.port}${path}`,
      amount,
      connections,
      bailout: 1,
      sampleInt,
      setupClient: (client) =>
        client.setRequests(Array.from({ length: visitorsOfConnection }, () => requestOf(nextVisitor()))),
    };
    shots.begin = performance.now();
    const shooting = autocannon(options, (error, result) => (error ? reject(error) : resolve(result.errors)));
    shooting.on("response", () => (shots.wrong || stop.aborted) && shooting.stop());
  });
  stop.throwIfAborted();
  if (shots.wrong || errors > 0 || shots.answered !== amount) {
    throw new Error(shots.wrong || `${path} was answered ${shots.answered} times of ${amount}.`);
  }
  const { cpu } = await app.usage();
  return {
    perSecond: (amount * 1000) / (shots.end - shots.begin),
    cpu: (cpu - before.cpu) / amount,
  };
}
