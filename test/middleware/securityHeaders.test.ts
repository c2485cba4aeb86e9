import express from "express";
import supertest from "supertest";
import { describe, expect, test } from "vitest";
import { securityHeaders } from "../../src/middleware/securityHeaders.js";

async function headersOf(secureCookies: boolean): Promise<Record<string, string>> {
  const app = express();
  app.use(securityHeaders({ secureCookies }), (_request, response) => void response.end());
  return (await supertest(app).get("/")).headers;
}

describe("the security headers", () => {
  test("let nothing inline run, nobody frame the app, and forms go to the app alone", async () => {
    const directives = (await headersOf(true))["content-security-policy"]?.split(";").sort();
    expect(directives).toEqual([
      "base-uri 'none'",
      "default-src 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "img-src 'self' data:",
      "script-src 'self'",
      "style-src 'self'",
    ]);
  });

  test("say the same to older browsers, and tell other sites no address", async () => {
    expect(await headersOf(true)).toMatchObject({
      "x-frame-options": "DENY",
      "x-content-type-options": "nosniff",
      "referrer-policy": "same-origin",
    });
  });

  test("ask for https: from now on exactly where the app is served by it", async () => {
    expect((await headersOf(true))["strict-transport-security"]).toMatch(/max-age=\d{8}/);
    expect((await headersOf(false))["strict-transport-security"]).toBeUndefined();
  });
});
