import * as z from "zod";
import { freePort } from "../../support/process/startServer.js";
import type { Browser, BrowserOptions, BrowserProgram } from "./browser.js";
import { startDisplay } from "./display.js";
import { startProgram } from "./program.js";
import { eventually } from "./waiting.js";
import { WebDriver } from "./webDriver.js";
import { createTurns, openWebDriverTab } from "./webDriverTab.js";

const sessionSchema = z.object({ sessionId: z.string() });

/** The programs that WebKit needs. */
export interface WebKitPrograms {
  readonly driver: string;
  /** An X server, since WebKit's browser shows itself always. */
  readonly display: string;
}

/** Starts a display for WebKit's own small browser, which is started on it for each person. */
export async function startWebKit(files: WebKitPrograms): Promise<BrowserProgram> {
  const display = await startDisplay(files.display);
  return { open: (options) => launchWebKit(files.driver, display.name, options), close: () => display.end() };
}

/** Starts the browser, and drives it by WebDriver: a driver has one session at a time, and a session one person. */
async function launchWebKit(file: string, display: string, options: BrowserOptions): Promise<Browser> {
  const port = await freePort();
  const driver = startProgram(file, [`--port=${port}`], {
    stdio: "ignore",
    env: { ...process.env, DISPLAY: display, GDK_BACKEND: "x11", NO_AT_BRIDGE: "1" },
  });
  try {
    const session = await startSession(new WebDriver(`http://127.0.0.1:${port}`), options);
    const inTurn = createTurns(session);
    return {
      newTab: () => openWebDriverTab(session, inTurn),
      async close() {
        // It ends the browser, which ends without its driver in any case.
        await session.send("DELETE", "", z.unknown()).catch(() => undefined);
        await driver.end();
      },
    };
  } catch (error) {
    await driver.end();
    throw error;
  }
}

async function startSession(
  driver: WebDriver,
  { scripts = true, pagesFromMemory = false }: BrowserOptions,
): Promise<WebDriver> {
  await eventually(() => driver.send("GET", "/status", z.unknown()));
  const args = ["--automation", ...(scripts ? [] : ["--enable-javascript=false"])];
  // Where a page from memory asks for itself anew, the driver would wait for ever. Where it never waits, it loses a page now and then.
  const pageLoadStrategy = pagesFromMemory ? "none" : "normal";
  const alwaysMatch = { pageLoadStrategy, "webkitgtk:browserOptions": { args } };
  const capabilities = { alwaysMatch };
  const { sessionId } = await driver.send("POST", "/session", sessionSchema, { capabilities });
  return driver.under(`/session/${sessionId}`);
}
