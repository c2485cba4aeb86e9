import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import * as z from "zod";
import { BidiConnection } from "./bidiConnection.js";
import { openBidiTab } from "./bidiTab.js";
import type { Browser, BrowserOptions } from "./browser.js";
import { startProgram } from "./program.js";

/** Starts Firefox with a profile of its own, and drives it by WebDriver BiDi, which it speaks by itself. */
export async function launchFirefox(file: string, { scripts = true }: BrowserOptions): Promise<Browser> {
  const profile = mkdtempSync(path.join(tmpdir(), "firefox-"));
  writeFileSync(path.join(profile, "user.js"), `user_pref("javascript.enabled", ${scripts});\n`);
  const options = ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"];
  const program = startProgram(file, options, { stdio: ["ignore", "ignore", "pipe"] });
  const close = async () => {
    await program.end();
    rmSync(profile, { recursive: true, maxRetries: 10 });
  };
  try {
    const connection = await BidiConnection.open(`${await addressIn(program.child)}/session`);
    await connection.send("session.new", { capabilities: {} }, z.unknown());
    return { newTab: () => openBidiTab(connection), close };
  } catch (error) {
    await close();
    throw error;
  }
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
