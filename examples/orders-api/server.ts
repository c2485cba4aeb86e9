import dotenv from "dotenv";
import { createLog } from "./log.js";
import { readSettings } from "./settings.js";
import { startOrdersApi } from "./startOrdersApi.js";

/** `npm run orders-api`: the API alone, for an app with a tenant of its own. */
async function main(): Promise<void> {
  dotenv.config({ quiet: true });
  const settings = readSettings(process.env);
  // All that it knows is in memory, so nothing is lost when it ends at once.
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => process.exit(0));
  }
  const { url } = await startOrdersApi({ ...settings, log: createLog(process.stdout) });
  process.stdout.write(
    `The orders API is at ${url}, for access tokens of ${settings.authority}. Stop it with Ctrl+C.\n`,
  );
}

main().catch((error: unknown) => {
  process.stderr.write(`${failure(error)}\n`);
  process.exit(1);
});

function failure(error: unknown): string {
  if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") {
    return "The port of the orders API is taken: stop the program that uses it, or set ORDERS_API_PORT to another.";
  }
  return error instanceof Error ? error.message : "The orders API could not start.";
}
