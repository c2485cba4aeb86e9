import { spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { readFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import path from "node:path";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { clouds } from "../../AppCreationScripts/clouds.js";
import { parseVariables } from "../../AppCreationScripts/project/environmentText.js";
import { registrationPermissions } from "../../AppCreationScripts/registerApp.js";
import { startFakeGraph } from "../support/graph/fakeGraph.js";
import { startLocalServer } from "../support/network/localServer.js";
import { environment, powerShell } from "./runPowerShell.js";
import { projectWithTenant } from "./scriptProject.js";

/** Starts a tenant that is asked for a secret and makes none until the test lets it go on. */
async function startHesitantTenant() {
  const graph = await startFakeGraph();
  const events = new EventEmitter();
  const asked = once(events, "asked");
  const released = once(events, "released");
  const answer: RequestListener = async (request, response) => {
    if (request.url?.endsWith("/addPassword")) {
      events.emit("asked");
      await released;
    }
    const { method = "GET", headers } = request;
    // Graph knows addresses of its own only.
    const body = (await text(request)).replaceAll(url, graph.url);
    const answered = await fetch(graph.url + request.url, {
      method,
      headers: { Authorization: headers.authorization ?? "", "Content-Type": headers["content-type"] ?? "" },
      ...(body && { body }),
    });
    response.writeHead(answered.status, { "Content-Type": "application/json" }).end(await answered.text());
  };
  const { url } = await startLocalServer(answer);
  const { administratorId } = graph;
  const accessToken = graph.tokenFor(registrationPermissions(clouds.Global));
  const project = projectWithTenant({ url, administratorId }, accessToken);
  return { graph, project, asked, release: () => events.emit("released") };
}

/** Starts PowerShell in a terminal of its own, where Ctrl+C reaches it and what it has started. */
function startInTerminal(cwd: string, line: string) {
  const command = powerShell(["-Command", line]).map((word) => `'${word.replaceAll("'", "'\\''")}'`);
  const terminal = spawn("script", ["--quiet", "--command", command.join(" "), "/dev/null"], {
    cwd,
    stdio: ["pipe", "pipe", "inherit"],
    env: { PATH: process.env.PATH, HOME: process.env.HOME, SHELL: "/bin/sh", ...environment },
  });
  onTestFinished(() => void terminal.kill());
  let shown = "";
  terminal.stdout.on("data", (chunk: Buffer) => (shown += chunk.toString("latin1")));
  return {
    /** What the terminal has shown at the end. */
    ended: once(terminal, "close").then(() => shown),
    /** Resolves when the terminal has sent the signal. */
    async pressControlC() {
      terminal.stdin.write("\x03");
      await expect.poll(() => shown, { timeout: 60_000 }).toContain("^C");
    },
  };
}

const interrupted = "Interrupted. What is done so far stays: run the script again to go on.";
const configure = "./AppCreationScripts/Configure.ps1 -TenantId contoso.onmicrosoft.com";

test("Ctrl+C ends Configure.ps1 after the secret that is being made, and the script says so", async () => {
  const { graph, project, asked, release } = await startHesitantTenant();
  const { ended, pressControlC } = startInTerminal(project, configure);
  await asked;
  await pressControlC();
  release();
  expect(await ended).toContain(interrupted);
  const { CLIENT_SECRET } = parseVariables(readFileSync(path.join(project, ".env"), "utf8"));
  expect(CLIENT_SECRET).toBe(graph.applications[0]?.passwordCredentials[0]?.secretText);
  expect(graph.grants).toEqual([]);
});

test("Ctrl+C ends Configure.ps1 whose output another command reads, and the script says what may be left", async () => {
  const { project, asked } = await startHesitantTenant();
  const { ended, pressControlC } = startInTerminal(project, `${configure} | Tee-Object -Variable output`);
  await asked;
  await pressControlC();
  expect(await ended).toMatch(
    new RegExp(
      `${interrupted}\\r?\\nIf its output went to another command, a client secret may be left that nobody knows: remove it.`,
    ),
  );
});
