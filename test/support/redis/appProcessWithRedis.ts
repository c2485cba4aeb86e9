import { expect, onTestFinished } from "vitest";
import * as z from "zod";
import type { Environment } from "../../../src/config/environment/parseEnvironment.js";
import { freePort, type ServerProcess, startServer } from "../process/startServer.js";

const readiness = z.object({ storage: z.string() });

/** Starts the app as a process with these settings, beside those that it needs anyway, and waits until it has reached Redis. */
export async function startAppProcessWithRedis(environment: Environment): Promise<ServerProcess> {
  const PORT = String(await freePort());
  const server = startServer({
    environment: {
      PORT,
      HOST: "127.0.0.1",
      CLIENT_ID: "11111111-2222-4333-8444-555555555555",
      CLIENT_SECRET: "of-the-tests",
      DRAIN_SECONDS: "0",
      ...environment,
    },
  });
  onTestFinished(() => server.stop("SIGKILL"));
  await server.printed("Stop with Ctrl+C");
  const storage = async () => {
    const answer = await fetch(`http://127.0.0.1:${PORT}/readyz`);
    return readiness.parse(await answer.json()).storage;
  };
  await expect.poll(storage).toBe("ok");
  return server;
}
