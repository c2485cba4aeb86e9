import { request } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { freePort } from "../../support/process/startServer.js";
import { answerTo } from "../load/answer.js";
import { type Address, proxyHeaders } from "../load/browser.js";
import type { App } from "../load/measureRate.js";
import { MeasuredProcess } from "../process/measuredProcess.js";
import { productionSettings } from "../process/productionSettings.js";
import type { Provider } from "../provider/startProvider.js";
import type { Contestant } from "./contestants.js";

/** What all contestants share while they are measured. */
export interface Circumstances {
  readonly provider: Provider;
  readonly stop: AbortSignal;
}

/** A contestant that answers. */
export interface RunningApp extends App {
  readonly contestant: Contestant;
  /** Milliseconds from its start to its first page. */
  readonly startTime: number;
  close(): Promise<void>;
}

/** Milliseconds between two tries. */
const patience = 1;

/** Starts a contestant as in production, behind a proxy that ends TLS, and waits for its home page. */
export async function startContestant(
  contestant: Contestant,
  { provider, stop }: Circumstances,
): Promise<RunningApp> {
  const port = await freePort();
  const origin = `https://localhost:${port}`;
  const begin = performance.now();
  const child = new MeasuredProcess({
    program: [contestant.program],
    environment: {
      ...provider.settings,
      ...productionSettings({ port, origin }),
      ...contestant.settings?.(provider),
    },
    underLoad: true,
    stop,
  });
  const app = { contestant, port, origin, usage: () => child.usage(), close: () => child.close() };
  try {
    while (!(await answers(app, stop))) {
      child.throwIfEnded();
      await delay(patience, undefined, { signal: stop });
    }
    return { ...app, startTime: performance.now() - begin };
  } catch (error) {
    await child.close();
    throw error;
  }
}

/** True if the home page is there; throws where something else is. */
async function answers(app: Address, signal: AbortSignal): Promise<boolean> {
  const address = { host: "127.0.0.1", port: app.port, path: "/", agent: false, signal } as const;
  try {
    const { status, html } = await answerTo(request({ ...address, headers: proxyHeaders(app) }));
    if (status !== 200) {
      throw new Error(`The first answer is ${status} ${html}`);
    }
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ECONNREFUSED") {
      return false;
    }
    throw error;
  }
}
