import { once } from "node:events";
import { Agent, createServer } from "node:http";
import session from "express-session";
import supertest from "supertest";
import { describe, expect, onTestFinished, test } from "vitest";
import { productionEnvironment } from "../support/app/environments.js";
import { createSessionApp } from "../support/app/sessionApp.js";
import { sessionCookieName } from "../support/app/sessionCookie.js";
import { sessionCookieIn, setCookies } from "../support/visitors/signInByHttp.js";

const newSecret = "the-new-secret-0123456789abcdefghij";
const oldSecret = "the-old-secret-0123456789abcdefghij";

/** Where the app is if no setting says otherwise. */
const standard = { url: "http://localhost:3000" };

function cookieAttributes(cookie: string | undefined): string[] {
  return (cookie ?? "").split("; ").slice(1).sort();
}

describe("the session cookie", () => {
  test("is for this host alone and Secure where the app is served by https:", async () => {
    const app = createSessionApp({ ...productionEnvironment, TRUST_PROXY: "loopback" });
    const [cookie] = setCookies(await supertest(app).get("/in").set("X-Forwarded-Proto", "https"));
    expect(cookie).toMatch(/^__Host-/);
    expect(cookieAttributes(cookie)).toEqual(["HttpOnly", "Path=/", "SameSite=Lax", "Secure"]);
  });

  test("is not Secure where the app is served by http:, for browsers would not send it", async () => {
    const [cookie] = setCookies(await supertest(createSessionApp()).get("/in"));
    expect(cookie).not.toMatch(/^__Host-/);
    expect(cookieAttributes(cookie)).toEqual(["HttpOnly", "Path=/", "SameSite=Lax"]);
  });

  test("is not given to people who are not signed in", async () => {
    const store = new session.MemoryStore();
    const answer = await supertest(createSessionApp({}, { sessions: store })).get("/who");
    expect(setCookies(answer)).toEqual([]);
    expect(await new Promise((resolve) => store.length((_error, count) => resolve(count)))).toBe(0);
  });

  test("serves on when its secret has been replaced and is kept as an older one", async () => {
    const store = new session.MemoryStore();
    const before = createSessionApp({ EXPRESS_SESSION_SECRET: oldSecret }, { sessions: store });
    const after = createSessionApp(
      { EXPRESS_SESSION_SECRET: `${newSecret},${oldSecret}` },
      { sessions: store },
    );
    const cookie = sessionCookieIn(await supertest(before).get("/in")) ?? "";
    expect((await supertest(after).get("/who").set("Cookie", cookie)).body).not.toBeNull();
  });

  test.each([
    ["signed with another secret", (cookie: string) => cookie],
    ["without its signature", (cookie: string) => cookie.replace(/\.[^.]*$/, "")],
    ["that is garbage", () => `${sessionCookieName(standard)}=s%3Agarbage.garbage`],
    ["that is no text", () => `${sessionCookieName(standard)}=%ff%fe`],
    ["that is JSON", () => `${sessionCookieName(standard)}=j:{"id":"x"}`],
  ])("is nobody's %s", async (_case, forge) => {
    const store = new session.MemoryStore();
    const others = createSessionApp({ EXPRESS_SESSION_SECRET: oldSecret }, { sessions: store });
    const app = createSessionApp({ EXPRESS_SESSION_SECRET: newSecret }, { sessions: store });
    const cookie = forge(sessionCookieIn(await supertest(others).get("/in")) ?? "");
    const answer = await supertest(app).get("/who").set("Cookie", cookie);
    expect(answer.status).toBe(200);
    expect(answer.body).toBeNull();
  });
});

describe("a session that cannot be saved", () => {
  test("leaves the connection open after the answer, for another request may be under way on it", async () => {
    const store = new session.MemoryStore();
    store.set = (_id, _session, done) => done?.(new Error("The storage is away."));
    const server = createServer(createSessionApp({}, { sessions: store })).listen(0, "127.0.0.1");
    await once(server, "listening");
    onTestFinished(() => {
      server.close();
      server.closeAllConnections();
    });
    let connections = 0;
    server.on("connection", () => {
      connections += 1;
    });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    onTestFinished(() => agent.destroy());
    await supertest(server).get("/in").agent(agent).expect(503);
    await supertest(server).get("/who").agent(agent).expect(200);
    await supertest(server).get("/who").agent(agent).expect(200);
    expect(connections).toBe(1);
  });
});
