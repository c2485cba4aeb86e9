import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import express, { type Express } from "express";
import supertest from "supertest";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Environment } from "../../src/config/environment/parseEnvironment.js";
import { loadConfig } from "../../src/config/loadConfig.js";
import { canonicalOrigin } from "../../src/middleware/canonicalOrigin.js";

function createCanonicalApp(environment: Environment): Express {
  const config = loadConfig(environment);
  const app = express();
  app.set("trust proxy", config.trustProxy);
  app.use(canonicalOrigin(config), (_request, response) => void response.send("here"));
  return app;
}

const local = createCanonicalApp({});
const https = { REDIRECT_URI: "https://app.example.com/auth/redirect" };

/** Sends the request target as it stands, which clients of a higher level tidy up. */
async function answerTo(app: Express, path: string): Promise<IncomingMessage> {
  const server = app.listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const [answer] = await once(request({ host: "127.0.0.1", port, path, agent: false }).end(), "response");
  return answer.resume();
}

describe("somebody who opens the app", () => {
  test("at its own origin stays there", async () => {
    await supertest(local).get("/auth/signin").set("Host", "localhost:3000").expect(200, "here");
  });

  test.each(["127.0.0.1:3000", "my-machine:3000", "localhost", "localhost:3001", "evil.com", "a b", "[", ""])(
    "as %j is moved to its own origin",
    async (host) => {
      await supertest(local)
        .get("/auth/signin?returnTo=%2Fusers%2Fid%3Fa%3Db")
        .set("Host", host)
        .expect(302)
        .expect("Location", "http://localhost:3000/auth/signin?returnTo=%2Fusers%2Fid%3Fa%3Db&moved=1");
    },
  );

  test("is moved once only, for a proxy in front may rewrite Host", async () => {
    await supertest(local).get("/auth/signin?moved=1").set("Host", "internal:8080").expect(200, "here");
  });

  test("by https: through a trusted proxy stays there", async () => {
    await supertest(createCanonicalApp({ ...https, TRUST_PROXY: "loopback" }))
      .get("/auth/signin")
      .set({ Host: "app.example.com", "X-Forwarded-Proto": "https" })
      .expect(200, "here");
  });

  test("with X-Forwarded headers is not believed without TRUST_PROXY", async () => {
    await supertest(createCanonicalApp(https))
      .get("/auth/signin")
      .set({ Host: "app.example.com", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.com" })
      .expect(302)
      .expect("Location", "https://app.example.com/auth/signin?moved=1");
  });

  test("by a proxy that ends https: sees what to set, where moving does not help", async () => {
    const { status, text } = await supertest(createCanonicalApp(https))
      .get("/auth/signin?moved=1")
      .set("Host", "app.example.com");
    expect(status).toBe(500);
    expect(text).toContain("Set TRUST_PROXY.");
  });

  test.each([
    "//evil.com/auth/signin",
    "http://evil.com/auth/signin",
    "///evil.com",
    "/\\evil.com",
    "/.//evil.com",
  ])("with the request target %s is never moved to another origin", async (path) => {
    const { headers, statusCode } = await answerTo(local, path);
    expect(statusCode).toBe(302);
    expect(new URL(headers.location ?? "", "http://localhost:3000").origin).toBe("http://localhost:3000");
  });
});

test("Behind a proxy that ends https and names another host, whoever was moved is answered", async () => {
  await supertest(createCanonicalApp({ ...https, TRUST_PROXY: "loopback" }))
    .get("/auth/signin?moved=1")
    .set({ Host: "internal:8080", "X-Forwarded-Proto": "https" })
    .expect(200, "here");
});
