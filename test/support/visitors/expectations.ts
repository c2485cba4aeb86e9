import type { Response } from "supertest";
import { expect } from "vitest";
import { goesOnTo } from "./html.js";

/** Expects the page that goes on to the home page, and refuses nothing. */
export function expectToGoHome({ status, text }: Pick<Response, "status" | "text">): void {
  expect([status, goesOnTo(text)]).toEqual([200, "/"]);
}

/** Expects the page that refuses an answer and offers to start again. */
export function expectExpired({ status, text }: Response): void {
  expect(status).toBe(400);
  expect(text).toContain("Sign-in expired");
  expect(text).toContain('href="/auth/signin"');
}
