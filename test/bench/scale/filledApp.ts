import { setTimeout as delay } from "node:timers/promises";
import { createApp } from "../../../src/app.js";
import { logStyleOf } from "../../../src/config/environment/logStyle.js";
import { loadConfig } from "../../../src/config/loadConfig.js";
import { createDependencies } from "../../../src/dependencies.js";
import { createLog } from "../../../src/log/log.js";
import { createExpressServer } from "../../../src/process/expressServer.js";
import { listen } from "../../../src/process/listen.js";
import type { Storage } from "../../../src/session/storage.js";
import { fillSessions } from "./fillSessions.js";

/**
 * A process of the app that fills its own storage. It says `listening`; told a number, it stores so many sessions and
 * answers with the bytes by which its heap has grown.
 */
const config = loadConfig(process.env);
const log = createLog(process.stdout, logStyleOf());
const parts = await createDependencies(config, log, new AbortController().signal);
const server = createExpressServer(createApp(parts));
await listen(server, config);
await answers(parts.storage);

process.on("message", async (message) => {
  if (typeof message === "number") {
    const before = heapUsed();
    await fillSessions(parts.storage, config, message);
    process.send?.(heapUsed() - before);
  }
});
process.send?.("listening");

/** The app connects to its storage in the background. */
async function answers(storage: Storage): Promise<void> {
  for (let tries = 100; tries > 0; tries -= 1) {
    try {
      await storage.check();
      return;
    } catch {
      await delay(50);
    }
  }
  throw new Error("The storage does not answer.");
}

function heapUsed(): number {
  if (!globalThis.gc) {
    throw new Error("Start this with --expose-gc.");
  }
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}
