import { decodeJwt } from "jose";
import { afterAll, describe, expect, test } from "vitest";
import { apiPages } from "../support/app/apiPages.js";
import { signInAtEmulator } from "../support/emulator/signInAtEmulator.js";
import { startAppWithEmulator } from "../support/emulator/startAppWithEmulator.js";
import { API_SCOPES } from "../support/tenant/tokenHolder.js";
import { visitorOf } from "../support/visitors/signInByHttp.js";

const app = await startAppWithEmulator({ API_SCOPES }, apiPages());
afterAll(() => app.close());

describe("an app that calls APIs, at the emulated tenant", () => {
  test("gets a token of each of them in the person's name, and the same one again", async () => {
    const visitor = visitorOf(app);
    await signInAtEmulator(visitor).then(({ status }) => expect(status).toBe(200));
    const orders = (await visitor.get("/api/orders").expect(200)).text;
    expect(decodeJwt(orders)).toMatchObject({
      aud: "33333333-4444-4555-8666-777777777777",
      scp: "Orders.Read Orders.Cancel",
      azp: app.config.clientId,
      ver: "2.0",
    });
    const graph = (await visitor.get("/api/graph").expect(200)).text;
    expect(decodeJwt(graph)).toMatchObject({
      aud: "https://graph.microsoft.com",
      scp: expect.stringContaining("User.Read"),
    });
    expect((await visitor.get("/api/orders").expect(200)).text).toBe(orders);
    expect((await visitor.get("/api/graph").expect(200)).text).toBe(graph);
  });
});
