import { setMaxListeners } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { CertificateAuthority } from "../support/certificates.js";
import { TenantStub } from "../support/tenantStub.js";
import { type AppResults, measureInRounds, measures } from "./measures.js";
import { type FilledApp, startFilledApp } from "./startFilledApp.js";
import { table } from "./table.js";

/** `npm run bench:scale`: what a session costs, and whether pages and sign-ins get slower as sessions grow in number. */
const storages = ["memory", "Redis"] as const;
const sizes = [1_000, 10_000, 100_000];

/** A median below this part of the rate with the fewest sessions is a fault. */
const leastRatio = 0.8;

const rounds = 15;

const timeLimit = 5 * 60_000;

const interrupted = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => interrupted.abort(new Error(`Ended by ${signal}.`)));
}
const stop = AbortSignal.any([interrupted.signal, AbortSignal.timeout(timeLimit)]);
// Each request that is under way listens to it.
setMaxListeners(0, stop);

const folder = mkdtempSync(path.join(tmpdir(), "bench-"));
const authority = await CertificateAuthority.create();
const certificateFile = path.join(folder, "authority.pem");
writeFileSync(certificateFile, authority.certificate);
const tenant = await TenantStub.start(await authority.issue());
const apps: FilledApp[] = [];
try {
  for (const storage of storages) {
    for (const sessions of sizes) {
      stop.throwIfAborted();
      process.stderr.write(`Filling ${sessions} sessions in ${storage}\n`);
      const settings = { AUTHORITY: tenant.authority, NODE_EXTRA_CA_CERTS: certificateFile };
      apps.push(await startFilledApp({ storage, sessions, tenant: settings }));
    }
  }
  process.stderr.write(`Measuring in ${rounds} rounds, after two to warm up\n`);
  const results = await measureInRounds(apps, { rounds, tenant, stop });
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
  await tenant.close();
  rmSync(folder, { recursive: true });
}

/** On a busy machine a median can be low by chance; three quarters of the rounds hardly can. */
function slowMeasures({ app, results }: AppResults) {
  return measures
    .filter((measure) => !(results[measure].ratio.median >= leastRatio))
    .map((measure) => ({ app, measure, certain: !(results[measure].ratio.upperQuartile >= 1) }));
}
