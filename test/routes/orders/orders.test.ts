import type { RequestListener } from "node:http";
import type { JWTPayload } from "jose";
import { describe, expect, onTestFinished, test } from "vitest";
import { answerJson, startLocalServer } from "../../support/network/localServer.js";
import { startAppWithStub } from "../../support/tenant/tenantStub.js";
import { beginSignIn, postAnswer, visitorOf } from "../../support/visitors/signInByHttp.js";

const api = "api://7c9d2e4f-5a6b-4c8d-9e0f-1a2b3c4d5e6f";
const API_SCOPES = `${api}/Orders.Read ${api}/Orders.Cancel`;
const id = "12345678-1111-4222-8333-444455556666";

const order = {
  id,
  customer: "00000000-1111-4222-8333-444444444444",
  item: "Storm lantern",
  quantity: 2,
  total: 7980,
  currency: "EUR",
  orderedAt: "2026-11-27T12:00:00.000Z",
  state: "open",
};
const ofOrders = (changes: object = {}) => answerJson({ orders: [{ ...order, ...changes }] });

/** An app whose orders API answers so, and somebody who is signed in there. */
async function signedIn(answer: RequestListener, claims: JWTPayload = {}) {
  const server = await startLocalServer(answer);
  const { tenant, ...app } = await startAppWithStub({ API_SCOPES, ORDERS_API_URL: `${server.url}/` });
  onTestFinished(app.close);
  const visitor = visitorOf(app);
  const idToken = (usual: JWTPayload) => tenant.sign({ ...usual, ...claims });
  const tokens = { access_token: "hush-hush", scope: API_SCOPES };
  await postAnswer(visitor, tenant.authorize(await beginSignIn(visitor), idToken, tokens)).expect(200);
  return { visitor, server, logLines: app.logLines, cancel: () => postForm(visitor) };
}

/** As the button on the page does. */
function postForm(visitor: ReturnType<typeof visitorOf>) {
  return visitor.post(`/orders/${id}/cancel`).set("Sec-Fetch-Site", "same-origin").set("Accept", "text/html");
}

describe("my orders", () => {
  test("are what the API answers to the person's token, which no page shows", async () => {
    let authorization: string | undefined;
    const { visitor, server } = await signedIn((request, response) => {
      authorization = request.headers.authorization;
      ofOrders()(request, response);
    });
    const { text } = await visitor.get("/orders").expect(200);
    expect(server.requests).toEqual(["GET /orders"]);
    expect(authorization).toBe("Bearer hush-hush");
    expect(text).toContain("2 × Storm lantern");
    expect(text).toContain("€79.80");
    expect(text).toContain('<time datetime="2026-11-27T12:00:00.000Z">November 27, 2026</time>');
    expect(text).toContain(`href="/orders/${id}/cancel"`);
    expect(text).not.toContain("hush-hush");
  });

  test("may be none", async () => {
    const { visitor } = await signedIn(answerJson({ orders: [] }));
    expect((await visitor.get("/orders").expect(200)).text).toContain("You have no orders.");
  });

  test("count money as its currency does", async () => {
    const { visitor } = await signedIn(ofOrders({ currency: "JPY", total: 500 }));
    expect((await visitor.get("/orders").expect(200)).text).toContain("¥500");
  });

  test("show markup as text", async () => {
    const { visitor } = await signedIn(ofOrders({ item: "<script>alert(1)</script>" }));
    const { text } = await visitor.get("/orders").expect(200);
    expect(text).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(text).not.toContain("<script>alert");
  });

  test.each(["shipped", "cancelled"])("that are %s cannot be cancelled", async (state) => {
    const { visitor } = await signedIn(ofOrders({ state }));
    expect((await visitor.get("/orders").expect(200)).text).not.toContain("/cancel");
  });

  test.each([
    ["shipped", "is on its way, and cannot be cancelled any more."],
    ["cancelled", "is cancelled."],
  ])("say what has become of one that is %s", async (state, notice) => {
    const { visitor } = await signedIn(ofOrders({ state }));
    const { text } = await visitor.get(`/orders?order=${id}`).expect(200);
    expect(text).toContain(`The order of Storm lantern ${notice}`);
  });

  test.each([`?order=${id}`, "?order=other", `?order[]=${id}`])(
    "say nothing of an open order by %s",
    async (query) => {
      const { visitor } = await signedIn(ofOrders());
      expect((await visitor.get(`/orders${query}`).expect(200)).text).not.toContain('role="status"');
    },
  );

  test.each([
    ["no JSON", (_request, response) => void response.end("<!doctype html>")],
    ["no orders", answerJson({})],
    ["an id that is a path", ofOrders({ id: "../../auth/signout" })],
    ["a currency that is none", ofOrders({ currency: "<b>" })],
    ["a state that is none", ofOrders({ state: "lost" })],
    ["an item without end", ofOrders({ item: "x".repeat(201) })],
    ["orders without end", answerJson({ orders: Array(1_001).fill(order) })],
  ] satisfies [string, RequestListener][])(
    "are not available where the API answers %s",
    async (_what, answer) => {
      const { visitor, logLines } = await signedIn(answer);
      const { text } = await visitor.get("/orders").set("Accept", "text/html").expect(502);
      expect(text).toContain("<h1>Not available</h1>");
      expect(logLines.join()).not.toContain("hush-hush");
    },
  );

  test.each([
    [401, 401, "Please sign in again"],
    [403, 403, "No access"],
    [429, 429, "Please wait a moment"],
    [500, 502, "Not available"],
    [503, 503, "Not available"],
    [302, 502, "Not available"],
  ])("where the API answers %i are a page with status %i: %s", async (status, shown, heading) => {
    const { visitor } = await signedIn(answerJson({ title: "hush-hush" }, status));
    const { text } = await visitor.get("/orders").set("Accept", "text/html").expect(shown);
    expect(text).toContain(`<h1>${heading}</h1>`);
    expect(text).not.toContain("hush-hush");
  });

  test("are for signed-in people alone", async () => {
    const { tenant: _tenant, ...app } = await startAppWithStub({
      API_SCOPES,
      ORDERS_API_URL: "http://localhost:1",
    });
    onTestFinished(app.close);
    const { headers } = await visitorOf(app).get("/orders").expect(302);
    expect(headers.location).toBe("/auth/signin?returnTo=%2Forders");
    await visitorOf(app).get("/orders").set("Accept", "application/json").expect(401);
  });

  test.each([{}, { API_SCOPES }])("are no page of an app with %j", async (environment) => {
    const { tenant: _tenant, ...app } = await startAppWithStub(environment);
    onTestFinished(app.close);
    await visitorOf(app).get("/orders").expect(404);
  });
});

describe("all orders", () => {
  test("are shown to whom has the role", async () => {
    const { visitor, server } = await signedIn(ofOrders(), { roles: ["Orders.Manager"] });
    const { text } = await visitor.get("/orders/all").expect(200);
    expect(server.requests).toEqual(["GET /orders/all"]);
    expect(text).toContain(order.customer);
    expect((await visitor.get("/")).text).toMatch(/<a href="\/orders\/all" .*>All orders<\/a>/);
  });

  test("are not asked for by whom has not", async () => {
    const { visitor, server } = await signedIn(ofOrders());
    const { text } = await visitor.get("/orders/all").set("Accept", "text/html").expect(403);
    expect(text).toContain("Orders.Manager");
    expect(server.requests).toEqual([]);
    const home = (await visitor.get("/")).text;
    expect(home).toMatch(/<a href="\/orders" .*>My orders<\/a>/);
    expect(home).not.toContain("All orders");
  });
});

describe("cancelling an order", () => {
  const sure = { acrs: ["c1"] };

  test("asks first, and changes nothing by that", async () => {
    const { visitor, server } = await signedIn(answerJson(order), sure);
    const { text } = await visitor.get(`/orders/${id}/cancel`).expect(200);
    expect(text).toContain(`<form method="post" action="/orders/${id}/cancel">`);
    expect(server.requests).toEqual([`GET /orders/${id}`]);
  });

  test("tells the API, and shows the list", async () => {
    const { cancel, server } = await signedIn(answerJson({ ...order, state: "cancelled" }), sure);
    const { headers } = await cancel().expect(303);
    expect(headers.location).toBe(`/orders?order=${id}`);
    expect(server.requests).toEqual([`POST /orders/${id}/cancel`]);
  });

  test("shows the list where it is too late", async () => {
    const { visitor, cancel, server } = await signedIn(answerJson({}, 409), sure);
    expect((await cancel().expect(303)).headers.location).toBe(`/orders?order=${id}`);
    server.answer = answerJson({ ...order, state: "shipped" });
    const { headers } = await visitor.get(`/orders/${id}/cancel`).expect(303);
    expect(headers.location).toBe(`/orders?order=${id}`);
  });

  test("of an order that the person has not is a page", async () => {
    const { visitor, cancel } = await signedIn(answerJson({}, 404), sure);
    expect((await cancel().expect(404)).text).toContain("<h1>Not found</h1>");
    await visitor.get(`/orders/${id}/cancel`).expect(404);
  });

  test.each(["..%2Fall", "all", "1", "%00"])("of %s asks no API", async (path) => {
    const { visitor, server } = await signedIn(answerJson(order), sure);
    await visitor.get(`/orders/${path}/cancel`).expect(404);
    expect(server.requests).toEqual([]);
  });

  test("asks for a second factor first", async () => {
    const { visitor, cancel, server } = await signedIn(answerJson(order));
    const { headers } = await visitor.get(`/orders/${id}/cancel`).expect(302);
    expect(headers.location).toMatch(/^\/auth\/signin\?demand=/);
    await cancel().expect(401);
    expect(server.requests).toEqual([]);
  });

  test.each([
    ["Sec-Fetch-Site", "cross-site"],
    ["Sec-Fetch-Site", "same-site"],
    ["Origin", "https://evil.example"],
  ])("by a form from elsewhere, which says %s: %s, shows the list", async (name, value) => {
    const { visitor, server } = await signedIn(answerJson(order), sure);
    const { headers } = await visitor.post(`/orders/${id}/cancel`).set(name, value).expect(303);
    expect(headers.location).toBe("/orders");
    expect(server.requests).toEqual([]);
  });

  test("that the API wants a stronger sign-in for leads there from the page, and is refused to the form", async () => {
    const claims = Buffer.from('{"access_token":{"acrs":{"essential":true,"value":"c2"}}}').toString(
      "base64",
    );
    const challenge = `Bearer error="insufficient_claims", claims="${claims}"`;
    const { visitor, cancel } = await signedIn(
      (_request, response) => void response.writeHead(401, { "WWW-Authenticate": challenge }).end(),
      sure,
    );
    const { headers } = await visitor.get(`/orders/${id}/cancel`).expect(302);
    expect(headers.location).toMatch(/^\/auth\/signin\?demand=/);
    await cancel().expect(401);
  });
});
