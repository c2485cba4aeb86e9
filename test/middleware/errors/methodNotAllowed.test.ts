import express from "express";
import supertest from "supertest";
import { describe, test } from "vitest";
import { methodNotAllowed } from "../../../src/middleware/errors/methodNotAllowed.js";

function createOneRouteApp() {
  const app = express();
  app
    .route("/page")
    .get((_request, response) => void response.send("a page"))
    .all(methodNotAllowed("GET", "HEAD"));
  return app;
}

describe("a route that ends with it", () => {
  test("answers the methods that it handles", async () => {
    await supertest(createOneRouteApp()).get("/page").expect(200, "a page");
    await supertest(createOneRouteApp()).head("/page").expect(200);
  });

  test.each(["post", "put", "patch", "delete", "options"] as const)(
    "refuses %s and says what it allows",
    async (method) => {
      await supertest(createOneRouteApp())[method]("/page").expect(405).expect("Allow", "GET, HEAD");
    },
  );
});
