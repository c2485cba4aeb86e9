import { leaveCoreOfApp } from "../process/cores.js";
import { stopAfter } from "../process/stopSignal.js";
import { startProvider } from "../provider/startProvider.js";
import { type AppResults, measureApps, measures } from "./measures.js";
import { type FilledApp, startFilledApp } from "./startFilledApp.js";
import { table } from "./table.js";

/** `npm run bench:scale`: what a session costs, and whether pages and sign-ins get slower as sessions grow in number. */
const storages = ["memory", "Redis"] as const;
const sizes = [1_000, 10_000, 100_000];

/** A median below this part of the rate with the fewest sessions is a fault. */
const leastRatio = 0.8;

const rounds = 15;

const timeLimit = 5 * 60_000;

leaveCoreOfApp();
const stop = stopAfter(timeLimit);
const provider = await startProvider(stop);
const apps: FilledApp[] = [];
try {
  for (const storage of storages) {
    for (const sessions of sizes) {
      stop.throwIfAborted();
      process.stderr.write(`Filling ${sessions} sessions in ${storage}\n`);
      apps.push(await startFilledApp({ storage, sessions, tenant: provider.settings, stop }));
    }
  }
  process.stderr.write(`Measuring in ${rounds} rounds, after two to warm up\n`);
  const results = await measureApps(apps, { rounds, provider, stop });
  process.stdout.write(`${table(results)}\n`);
  const inRedis = apps.flatMap(({ oneInRedis }) => oneInRedis ?? []).at(-1);
  process.stdout.write(
    `A session's text has ${inRedis?.text} bytes; with its key Redis uses ${inRedis?.usage}.\n`,
  );
  const slow = results.flatMap(slowMeasures);
  for (const { app, measure, certain } of slow) {
    const verdict = certain ? "Too slow" : "Too noisy to tell, measure again";
    process.stdout.write(`${verdict}: ${measure} with ${app.sessions} sessions in ${app.storage}\n`);
  }
  process.exitCode = slow.some(({ certain }) => certain) ? 1 : 0;
} finally {
  await Promise.all(apps.map((app) => app.close()));
  await provider.close();
}

/** On a busy machine a median can be low by chance; three quarters of the rounds hardly can. */
function slowMeasures({ app, results }: AppResults) {
  return measures
    .filter((measure) => !(results[measure].ratio.median >= leastRatio))
    .map((measure) => ({ app, measure, certain: !(results[measure].ratio.upperQuartile >= 1) }));
}
