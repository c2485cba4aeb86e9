import { createHmac, randomInt } from "node:crypto";
import { Agent, get, type IncomingMessage, type RequestOptions } from "node:http";
import { text } from "node:stream/consumers";
import { type Load, measureRate, type Rate } from "./measureRate.js";
import { nameOf, sessionIdOf } from "./people.js";
import { type FilledApp, sessionSecret } from "./startFilledApp.js";

const load: Load = { milliseconds: 250, atMost: 10_000, parallel: 16 };

/**
 * How often in a second the app answers signed-in people with a page. They are drawn at random, except from the oldest
 * tenth: with 100,000 sessions in memory the oldest make room for those who sign in.
 */
export async function measurePages(app: FilledApp, path: string, stop: AbortSignal): Promise<Rate> {
  const { port, sessions } = app;
  const agent = new Agent({ keepAlive: true, maxSockets: load.parallel });
  try {
    return await measureRate(app, { load, stop }, async () => {
      const person = randomInt(sessions / 10, sessions);
      const headers = { cookie: cookieOf(person) };
      const response = await answerTo({ agent, host: "127.0.0.1", port, path, headers, signal: stop });
      const page = await text(response);
      if (response.statusCode !== 200 || !page.includes(nameOf(person))) {
        throw new Error(`${path} is not ${nameOf(person)}'s page: ${response.statusCode} ${page}`);
      }
    });
  } finally {
    agent.destroy();
  }
}

function answerTo(request: RequestOptions): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => get(request, resolve).once("error", reject));
}

/** The session cookie of a person, signed as express-session does. */
function cookieOf(person: number): string {
  const id = sessionIdOf(person);
  const signature = createHmac("sha256", sessionSecret).update(id).digest("base64").replace(/=+$/, "");
  return `session=${encodeURIComponent(`s:${id}.${signature}`)}`;
}
