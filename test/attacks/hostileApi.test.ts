import type { RequestListener } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { answerJson, startLocalServer } from "../support/network/localServer.js";
import { startAppWithStub } from "../support/tenant/tenantStub.js";
import { goesOnTo } from "../support/visitors/html.js";
import { setCookies, signIn, type Visitor, visitorOf } from "../support/visitors/signInByHttp.js";

const api = "api://7c9d2e4f-5a6b-4c8d-9e0f-1a2b3c4d5e6f";
const API_SCOPES = `${api}/Orders.Read ${api}/Orders.Cancel`;

/** An app whose orders API answers so, and somebody who is signed in there. */
async function signedIn(answer: RequestListener) {
  const server = await startLocalServer(answer);
  const { tenant, ...app } = await startAppWithStub({ API_SCOPES, ORDERS_API_URL: server.url });
  onTestFinished(app.close);
  const visitor = visitorOf(app);
  await signIn(visitor, tenant);
  return { visitor, tenant, server };
}

/** Wants each time what no token has brought so far. */
function neverContent(): RequestListener {
  let asked = 0;
  return (_request, response) => {
    asked += 1;
    const claims = { access_token: { nbf: { essential: true, value: String(asked) } } };
    const challenge = Buffer.from(JSON.stringify(claims)).toString("base64");
    response
      .writeHead(401, { "WWW-Authenticate": `Bearer error="insufficient_claims", claims="${challenge}"` })
      .end();
  };
}

/** Opens the orders and follows what they ask for, and returns the page, how often it asked, and the longest cookie. */
async function openOrders({
  visitor,
  tenant,
}: Pick<Awaited<ReturnType<typeof signedIn>>, "visitor" | "tenant">) {
  let longest = 0;
  for (let rounds = 0, address = "/orders"; rounds <= 10; rounds += 1) {
    const shown: Awaited<ReturnType<Visitor["get"]>> = await visitor.get(address).set("Accept", "text/html");
    if (shown.status !== 302) {
      return { shown, rounds, longest };
    }
    const { location = "" } = shown.headers;
    const url = await visitor.get(location).expect(302);
    longest = Math.max(longest, ...setCookies(url).map((cookie) => cookie.length));
    const back = await signIn(visitor, tenant, { path: location });
    address = goesOnTo(back.text) ?? "";
  }
  throw new Error("The page asks for ever.");
}

test("An API that never has enough leads nobody round in circles, and keeps no cookie growing", async () => {
  const { visitor, tenant } = await signedIn(neverContent());
  for (let times = 0; times < 3; times += 1) {
    const { shown, rounds, longest } = await openOrders({ visitor, tenant });
    expect(shown.status).toBe(403);
    expect(rounds).toBeGreaterThan(0);
    expect(rounds).toBeLessThanOrEqual(4);
    expect(longest).toBeLessThan(1024);
  }
});

test("An API that has enough in the end is reached after as many rounds as it needs", async () => {
  const refuse = neverContent();
  let refusals = 3;
  const { visitor, tenant } = await signedIn((request, response) => {
    refusals -= 1;
    (refusals < 0 ? answerJson({ orders: [] }) : refuse)(request, response);
  });
  const { shown, rounds } = await openOrders({ visitor, tenant });
  expect([shown.status, rounds]).toEqual([200, 3]);
});
