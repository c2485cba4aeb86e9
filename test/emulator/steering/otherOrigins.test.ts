import { get, type IncomingMessage } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Emulator } from "../../../emulator/startEmulator.js";
import { createMemoryLog } from "../../support/app/memoryLog.js";
import { startEmulatorWithSpareKey } from "../../support/emulator/startEmulatorWithSpareKey.js";
import { press, steer } from "../../support/emulator/steering.js";
import { shop } from "../../support/emulator/tenantFile.js";

let emulator: Emulator;
beforeAll(async () => {
  const configuration = { applications: [shop] };
  emulator = await startEmulatorWithSpareKey({ port: 0, configuration, log: createMemoryLog() });
});
afterAll(() => emulator.close());

/** `fetch` has headers of its own that a test cannot change. */
function answerTo(path: string, headers: Readonly<Record<string, string>>): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(emulator.url + path, { headers }, (answer) => resolve(answer.resume())).on("error", reject);
  });
}

const order = { at: "token", kind: "status", status: 500 };
const hostile = "https://hostile.example";

describe("A page of another origin", () => {
  test.each([
    ["cross-site", hostile],
    ["same-site", "http://127.0.0.1:1"],
    ["cross-site", undefined],
    [undefined, hostile],
    [undefined, "null"],
  ])("reads and steers nothing by the API (Sec-Fetch-Site: %s, Origin: %s)", async (site, origin) => {
    const headers = { ...(site ? { "Sec-Fetch-Site": site } : {}), ...(origin ? { Origin: origin } : {}) };
    for (const path of ["/flows", "/passcodes", "/faults", "/people"]) {
      const { status, body } = await steer(emulator, "GET", path, undefined, headers);
      expect([status, Object.keys(body)]).toEqual([403, ["error"]]);
    }
    expect((await steer(emulator, "POST", "/faults", order, headers)).status).toBe(403);
    expect((await steer(emulator, "POST", "/reset", undefined, headers)).status).toBe(403);
    expect((await steer(emulator, "DELETE", "/faults", undefined, headers)).status).toBe(403);
    expect(emulator.faults.all).toEqual([]);
  });

  test.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])(
    "cannot send what needs no leave of the emulator: a body of the type '%s'",
    async (type) => {
      for (const path of ["/faults", "/people", "/reset", "/keys/rollover"]) {
        const answer = await steer(emulator, "POST", path, order, { "Content-Type": type });
        expect([path, answer.status]).toEqual([path, 415]);
        const empty = await fetch(`${emulator.url}/emulator/api${path}`, { method: "POST" });
        expect([path, empty.status]).toEqual([path, 415]);
      }
      expect(emulator.faults.all).toEqual([]);
    },
  );

  test("gets no leave for what needs it", async () => {
    const response = await fetch(`${emulator.url}/emulator/api/faults`, {
      method: "OPTIONS",
      headers: { Origin: hostile, "Access-Control-Request-Method": "DELETE" },
    });
    expect(response.headers.get("access-control-allow-origin")).toBeNull();
    const read = await fetch(`${emulator.url}/emulator/api/flows`);
    expect(read.headers.get("access-control-allow-origin")).toBeNull();
    expect(read.headers.get("cross-origin-resource-policy")).toBe("same-origin");
    expect(read.headers.get("x-content-type-options")).toBe("nosniff");
  });

  test.each(["/emulator/faults", "/emulator/faults/clear", "/emulator/keys/rollover", "/emulator/reset"])(
    "sends the form of %s in vain",
    async (path) => {
      const fields = { kind: "expiredSecret", at: "token" };
      expect((await press(emulator, path, fields, hostile)).status).toBe(403);
      const withoutOrigin = await fetch(emulator.url + path, {
        method: "POST",
        body: new URLSearchParams(fields),
      });
      expect(withoutOrigin.status).toBe(403);
      expect(emulator.faults.all).toEqual([]);
    },
  );

  test("may link to the home page, and neither frame nor fetch it", async () => {
    const headers = { "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "document" };
    const linked = await answerTo("/", { ...headers, "Sec-Fetch-Mode": "navigate" });
    expect(linked.statusCode).toBe(200);
    expect(linked.headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect(linked.headers["cache-control"]).toBe("no-store");
    expect((await answerTo("/", { ...headers, "Sec-Fetch-Mode": "no-cors" })).statusCode).toBe(403);
  });

  test("whose name leads to this machine reads nothing", async () => {
    const { port } = new URL(emulator.url);
    const answer = await answerTo("/emulator/api/flows", { host: `hostile.example:${port}` });
    expect(answer.statusCode).toBe(421);
  });
});

describe("Whoever has the page open", () => {
  test("lets the next request fail by its form, and nothing fail any more", async () => {
    const fields = { kind: "status429", at: "token", clientId: shop.clientId, seconds: "7", repeated: "yes" };
    const answer = await press(emulator, "/emulator/faults", fields);
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/#faults"]);
    expect(emulator.faults.all).toMatchObject([
      { at: "token", kind: "status", status: 429, retryAfter: 7, clientId: shop.clientId, until: "reset" },
    ]);
    const home = await (await fetch(emulator.url)).text();
    expect(home).toContain(
      "Status 429 with Retry-After: 7, token endpoint, every request, Shop, every request",
    );
    await press(emulator, "/emulator/faults/clear");
    expect(emulator.faults.all).toEqual([]);
  });

  test.each<[Record<string, string>, object]>([
    [
      { kind: "expiredSecret", at: "token" },
      { kind: "aadsts", number: 7000222, until: "once" },
    ],
    [
      { kind: "aadsts", at: "authorize", number: " 53003 " },
      { kind: "aadsts", number: 53003 },
    ],
    [
      { kind: "status503", at: "graph", clientId: "" },
      { kind: "status", status: 503 },
    ],
    [
      { kind: "slow", at: "keys", seconds: "0.5" },
      { kind: "slow", seconds: 0.5 },
    ],
    [
      { kind: "clockSkew", at: "refresh", seconds: "-600" },
      { kind: "clockSkew", seconds: -600 },
    ],
  ])("asks by %j for %j", async (fields, fault) => {
    await press(emulator, "/emulator/faults", fields);
    expect(emulator.faults.all).toMatchObject([fault]);
    emulator.faults.clearAll();
  });

  test("is told what is wrong with a form, and finds again what was typed", async () => {
    const answer = await press(emulator, "/emulator/faults", {
      kind: "aadsts",
      at: "graph",
      number: "<many>",
    });
    expect(answer.status).toBe(400);
    const html = await answer.text();
    expect(html).toMatch(/role="alert">Nothing can fail like that\. number: /);
    expect(html).toContain('value="&lt;many&gt;"');
    expect(html).toContain('<option value="aadsts" selected>');
    expect(emulator.faults.all).toEqual([]);
  });
});
