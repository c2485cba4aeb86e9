import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { leaveCoreOfApp } from "../process/cores.js";
import { stopAfter } from "../process/stopSignal.js";
import { startProvider } from "../provider/startProvider.js";
import { machine } from "../report/machine.js";
import { installPeers } from "./installPeers.js";
import { judgements } from "./judgements.js";
import { measureAll } from "./measureAll.js";
import { type Measured, measurePart } from "./measurePart.js";
import { type Plan, planOf } from "./plan.js";
import { apiTable, appTable, plot, targetTable, telemetryTable } from "./report.js";
import type { Circumstances } from "./startContestant.js";

/** `npm run bench`: what pages, sign-ins, sessions and starts cost, next to other apps that do the same. */
const timeLimit = 20 * 60_000;

const resultsFolder = path.join(import.meta.dirname, "../results");

const plan = planOf(process.argv.slice(2));
const start = new Date();
const circumstances = machine();
leaveCoreOfApp();
installPeers();
const stop = stopAfter(timeLimit);
const provider = await startProvider(stop);
try {
  const { tables, judged } = plan.only
    ? await measurePart(plan.only, plan, { provider, stop })
    : await measureWhole(plan, { provider, stop });
  const minutes = ((Date.now() - start.getTime()) / 60_000).toFixed(1);
  const measured = `Measured on ${start.toISOString()} in ${minutes} minutes, in ${plan.rounds} rounds.`;
  const report = ["# npm run bench", [measured, ...circumstances].join("\n"), ...tables].join("\n\n");
  process.stdout.write(`${report}\n`);
  if (!plan.quick && !plan.only) {
    mkdirSync(resultsFolder, { recursive: true });
    writeFileSync(path.join(resultsFolder, `${start.toISOString().slice(0, 10)}.md`), `${report}\n`);
  }
  process.exitCode = judged.some(({ verdict }) => verdict === "not met") ? 1 : 0;
} finally {
  await provider.close();
}

async function measureWhole(plan: Plan, surroundings: Circumstances): Promise<Measured> {
  const results = await measureAll(plan, surroundings, (what) => process.stderr.write(`${what}\n`));
  const judged = judgements(results);
  return {
    tables: [
      appTable(results),
      apiTable(results),
      telemetryTable(results.telemetry),
      targetTable(judged),
      plot(results),
    ],
    judged,
  };
}
