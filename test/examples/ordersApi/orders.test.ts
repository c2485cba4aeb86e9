import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { OrderStore } from "../../../examples/orders-api/orders/orderStore.js";
import { startOrdersApiUnderTest } from "./ordersApiUnderTest.js";

const ben = { sub: "pairwise-subject-of-ben", oid: "00000000-1111-4222-8333-555555555555" };
const order = z.looseObject({ id: z.string(), customer: z.string(), state: z.string() });

async function ordersOf(answer: Response) {
  expect(answer.status).toBe(200);
  return z.object({ orders: z.array(order) }).parse(await answer.json()).orders;
}

function withState(orders: readonly z.output<typeof order>[], state: string) {
  const found = orders.find((each) => each.state === state);
  if (!found) {
    throw new Error(`No order is ${state}.`);
  }
  return found;
}

describe("the orders API", () => {
  test("gives each person orders of their own, which stay the same", async () => {
    const api = await startOrdersApiUnderTest();
    const first = await ordersOf(await api.call("/orders"));
    expect(first.map(({ state }) => state)).toEqual(["open", "open", "shipped"]);
    expect(await ordersOf(await api.call("/orders"))).toEqual(first);
    const others = await ordersOf(await api.call("/orders", ben));
    expect(others.filter(({ id }) => first.some((each) => each.id === id))).toEqual([]);
  });

  test("knows no order of another person's", async () => {
    const api = await startOrdersApiUnderTest();
    const { id } = withState(await ordersOf(await api.call("/orders")), "open");
    expect((await api.call(`/orders/${id}`, ben)).status).toBe(404);
    expect((await api.call(`/orders/${id}/cancel`, ben, "POST")).status).toBe(404);
    const answer = await api.call(`/orders/${id}`);
    expect(await answer.json()).toMatchObject({ id, state: "open" });
  });

  test("cancels an open order", async () => {
    const api = await startOrdersApiUnderTest();
    const { id } = withState(await ordersOf(await api.call("/orders")), "open");
    const answer = await api.call(`/orders/${id}/cancel`, {}, "POST");
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ id, state: "cancelled" });
    expect(await (await api.call(`/orders/${id}`)).json()).toMatchObject({ state: "cancelled" });
  });

  test("cancels no order that is on its way", async () => {
    const api = await startOrdersApiUnderTest();
    const { id } = withState(await ordersOf(await api.call("/orders")), "shipped");
    const answer = await api.call(`/orders/${id}/cancel`, {}, "POST");
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({ title: "Too late" });
    expect(await (await api.call(`/orders/${id}`)).json()).toMatchObject({ state: "shipped" });
  });

  test("shows all orders to whom has the role, and those of people who have never come", async () => {
    const api = await startOrdersApiUnderTest();
    const own = await ordersOf(await api.call("/orders"));
    const all = await ordersOf(await api.call("/orders/all", { roles: ["Orders.Manager"] }));
    expect(all).toEqual(expect.arrayContaining(own));
    expect(new Set(all.map(({ customer }) => customer)).size).toBe(2);
  });

  test("shows at most as many orders as its clients take, however many people come", () => {
    const store = new OrderStore();
    const people = Array.from({ length: 400 }, () => ({ tenantId: "", personId: randomUUID() }));
    const [last] = people.map((person) => store.list(person)).reverse();
    expect(store.listAll()).toHaveLength(1_000);
    expect(store.listAll()).toEqual(expect.arrayContaining(last ?? []));
  });

  test.each([undefined, [], ["Orders.Reader"]])(
    "shows all orders to nobody with the roles %j",
    async (roles) => {
      const api = await startOrdersApiUnderTest();
      const answer = await api.call("/orders/all", { roles });
      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({ detail: expect.stringContaining("Orders.Manager") });
    },
  );

  test.each([
    ["GET", "/orders", "Orders.Cancel", "Orders.Read"],
    ["GET", "/orders/all", "Orders.Read.All", "Orders.Read"],
    ["GET", "/orders/any", "orders.read", "Orders.Read"],
    ["POST", "/orders/any/cancel", "Orders.Read", "Orders.Cancel"],
  ])("answers %s %s with the scope %s that it lacks %s", async (method, path, scp, needed) => {
    const api = await startOrdersApiUnderTest();
    const answer = await api.call(path, { scp, roles: ["Orders.Manager"] }, method);
    expect(answer.status).toBe(403);
    expect(answer.headers.get("WWW-Authenticate")).toBe(
      `Bearer error="insufficient_scope", scope="${needed}"`,
    );
  });

  test("answers no app that comes without a person", async () => {
    const api = await startOrdersApiUnderTest();
    const answer = await api.call("/orders/all", { scp: undefined, roles: ["Orders.Manager"] });
    expect(answer.status).toBe(403);
  });

  test.each([
    ["POST", "/orders", 405],
    ["GET", "/orders/any/cancel", 405],
    ["GET", "/orders/any", 404],
    ["GET", "/nowhere", 404],
    ["GET", "/orders/%E0%A4%A", 400],
  ])("answers %s %s by the problem %i", async (method, path, status) => {
    const api = await startOrdersApiUnderTest();
    const answer = await api.call(path, {}, method);
    expect(answer.status).toBe(status);
    expect(answer.headers.get("Content-Type")).toContain("application/problem+json");
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
    expect(await answer.json()).toMatchObject({ type: "about:blank", status });
  });

  test("writes nothing of a person and of a token into its log", async () => {
    const api = await startOrdersApiUnderTest();
    await api.call("/orders", { scp: "Orders.Other" });
    await api.call("/orders", { azp: "hush-hush" });
    await api.call("/orders/all");
    expect(api.logLines).toEqual(["warn Orders API: an access token was refused: azp"]);
  });
});

describe("with an authentication context, the orders API", () => {
  const challenge = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';

  test.each([undefined, [], ["c2"]])("asks for a stronger sign-in than that with %j", async (acrs) => {
    const api = await startOrdersApiUnderTest("c1");
    const { id } = withState(await ordersOf(await api.call("/orders")), "open");
    const answer = await api.call(`/orders/${id}/cancel`, { acrs }, "POST");
    expect(answer.status).toBe(401);
    expect(answer.headers.get("WWW-Authenticate")).toBe(
      `Bearer error="insufficient_claims", claims="${Buffer.from(challenge).toString("base64")}"`,
    );
    expect(await (await api.call(`/orders/${id}`)).json()).toMatchObject({ state: "open" });
  });

  test("cancels for whom has signed in so", async () => {
    const api = await startOrdersApiUnderTest("c1");
    const { id } = withState(await ordersOf(await api.call("/orders")), "open");
    expect((await api.call(`/orders/${id}/cancel`, { acrs: ["c1"] }, "POST")).status).toBe(200);
  });
});
