import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import * as z from "zod";
import { BidiConnection } from "./bidiConnection.js";
import { openBidiTab } from "./bidiTab.js";
import type { BrowserProgram } from "./browser.js";
import { startProgram } from "./program.js";

const userContextSchema = z.object({ userContext: z.string() });

interface Firefox {
  readonly connection: BidiConnection;
  close(): Promise<void>;
}

/** Firefox, which is started once with scripts and once without, when the first person has them so. */
export function createFirefox(file: string): BrowserProgram {
  const started = new Map<boolean, Promise<Firefox>>();
  return {
    async open({ scripts = true }) {
      const firefox = started.get(scripts) ?? startFirefox(file, scripts);
      started.set(scripts, firefox);
      const { connection } = await firefox;
      // It shares neither cookies nor pages kept in memory with another (WebDriver BiDi, section 7.3.1).
      const person = await connection.send("browser.createUserContext", {}, userContextSchema);
      return {
        newTab: () => openBidiTab(connection, person.userContext),
        close: async () => void (await connection.send("browser.removeUserContext", person, z.unknown())),
      };
    },
    async close() {
      await Promise.all([...started.values()].map(async (firefox) => (await firefox).close()));
    },
  };
}

/** Starts Firefox with a profile of its own, and drives it by WebDriver BiDi, which it speaks by itself. */
async function startFirefox(file: string, scripts: boolean): Promise<Firefox> {
  const profile = mkdtempSync(path.join(tmpdir(), "firefox-"));
  writeFileSync(path.join(profile, "user.js"), preferences(scripts));
  const options = ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"];
  const program = startProgram(file, options, { stdio: ["ignore", "ignore", "pipe"] });
  const close = async () => {
    await program.end();
    rmSync(profile, { recursive: true, maxRetries: 10 });
  };
  try {
    const connection = await BidiConnection.open(`${await addressIn(program.child)}/session`);
    await connection.send("session.new", { capabilities: {} }, z.unknown());
    return { connection, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Nobody looks: painting as often as for a screen, and processes kept ready, would take a third of its CPU time. */
function preferences(scripts: boolean): string {
  return `
    user_pref("javascript.enabled", ${scripts});
    user_pref("layout.frame_rate", 10);
    user_pref("dom.ipc.processPrelaunch.enabled", false);`;
}

/** Where it takes commands, which it writes once it does. */
async function addressIn({ stderr }: ChildProcess): Promise<string> {
  const lines: string[] = [];
  for await (const line of stderr ? createInterface(stderr) : []) {
    lines.push(line);
    const [, address] = /^WebDriver BiDi listening on (ws:.*)$/.exec(line) ?? [];
    if (address) {
      return address;
    }
  }
  throw new Error(`Firefox ended before it took commands:\n${lines.join("\n")}`);
}
