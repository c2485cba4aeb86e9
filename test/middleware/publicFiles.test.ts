import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import express from "express";
import supertest from "supertest";
import { describe, expect, test } from "vitest";
import { publicFiles } from "../../src/middleware/publicFiles.js";
import { requestLog } from "../../src/middleware/requestLog.js";
import { createMemoryLog } from "../support/app/memoryLog.js";
import { temporaryFolder } from "../support/process/temporaryFolder.js";

function serve({ production }: { production: boolean }) {
  const folder = temporaryFolder();
  mkdirSync(path.join(folder, "inside"));
  writeFileSync(path.join(folder, "index.html"), "<!doctype html>");
  writeFileSync(path.join(folder, "app.css"), "p {}");
  return supertest(express().use(publicFiles(folder, { production })));
}

describe("files", () => {
  test.each([
    [true, "public, max-age=300"],
    [false, "public, max-age=0"],
  ])("are kept by browsers for minutes in production alone (%s)", async (production, cacheControl) => {
    const { headers } = await serve({ production }).get("/app.css").expect(200, "p {}");
    expect(headers["cache-control"]).toBe(cacheControl);
  });

  test("are not sent again to who has them", async () => {
    const server = serve({ production: true });
    const { headers } = await server.get("/app.css");
    await server
      .get("/app.css")
      .set("If-None-Match", headers.etag ?? "")
      .expect(304);
  });

  test("tell the log their folder", async () => {
    const folder = temporaryFolder();
    mkdirSync(path.join(folder, "inside"));
    writeFileSync(path.join(folder, "inside/app.css"), "p {}");
    const log = createMemoryLog();
    const app = express().use(requestLog(log));
    app.use("/styles", publicFiles(folder, { production: true }));
    for (const file of ["/styles/inside/app.css?secret", "/styles/secret.css", "/styles/inside%2fapp.css"]) {
      await supertest(app).get(file);
    }
    expect(log.lines.map((line) => line.replace(/ [\d.]+ ms$/, ""))).toEqual([
      "info GET /styles/inside/… 200",
      "info GET no route 404",
      "info GET /styles/inside/… 200",
    ]);
  });

  test.each(["/", "/inside", "/inside/", "/.env"])("do not stand at %s", async (address) => {
    await serve({ production: true }).get(address).expect(404);
  });
});
