import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { sessionCookieName } from "../support/app/sessionCookie.js";
import { sessionsIn } from "../support/app/sessionsIn.js";
import { transactionCookiesOf } from "../support/app/transactionCookies.js";
import { exchange } from "../support/network/rawConnection.js";
import { startAppWithStub } from "../support/tenant/tenantStub.js";
import { setCookies, signIn, visitorOf } from "../support/visitors/signInByHttp.js";
import { arbitraryRequest, type Loot } from "./arbitraryRequest.js";

const runs = 5_000;

/** Milliseconds after which a request counts as never answered, on a machine however busy. */
const limit = 60_000;

const { tenant, ...app } = await startAppWithStub({ TRUST_PROXY: "loopback" });
afterAll(app.close);

/** Somebody who is signed in, and whose cookies nobody else has. */
const visitor = visitorOf(app);

/** Cookies of somebody else's session, and of sign-ins under way. */
async function steal(): Promise<Loot> {
  const other = visitorOf(app);
  const session = setCookies(await signIn(other, tenant));
  const transactions = await Promise.all(
    [1, 2].map(async () => {
      const { headers } = await visitorOf(app).get("/auth/signin").expect(302);
      return {
        cookie: headers["set-cookie"]?.[0],
        state: new URL(String(headers.location)).searchParams.get("state"),
      };
    }),
  );
  const cookies = [...session, ...transactions.map(({ cookie }) => String(cookie))];
  return {
    names: [sessionCookieName(app), ...transactionCookiesOf(app)],
    cookies: cookies.map((cookie) => cookie.split(";")[0] ?? ""),
    states: transactions.map(({ state }) => state ?? ""),
  };
}

/** The status of the first answer that is final. */
function statusOf(answer: string): string {
  return /^(?:HTTP\/1\.1 1\d\d .*\r\n(?:.+\r\n)*\r\n)*HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1] ?? "none";
}

test(`answers ${runs} random requests below 500, and serves on`, async () => {
  await signIn(visitor, tenant);
  const loot = await steal();
  const sessionsBefore = await sessionsIn(app);
  const statuses = new Set<string>();
  let sent = 0;
  await fc.assert(
    fc.asyncProperty(arbitraryRequest(new URL(app.url).host, loot), async (request) => {
      const status = statusOf(await exchange(app, request, limit));
      expect(status).toMatch(/^[234]/);
      statuses.add(status);
      sent += 1;
      if (sent % 500 === 0) {
        await visitor.get("/users/id").expect(200, /Ada Winters/);
      }
    }),
    { numRuns: runs },
  );
  expect(await sessionsIn(app)).toBeLessThanOrEqual(sessionsBefore);
  expect(app.logLines.filter((line) => line.startsWith("error "))).toEqual([]);
  // They got past the parser of Node.js, and to every kind of answer.
  expect(app.logLines.length).toBeGreaterThan(runs / 2);
  expect([...statuses]).toEqual(
    expect.arrayContaining(["200", "302", "303", "400", "401", "404", "405", "413", "431"]),
  );
}, 900_000);
