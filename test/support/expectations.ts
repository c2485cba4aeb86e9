import type { Response } from "supertest";
import { expect } from "vitest";

/** Expects the page that refuses an answer and offers to start again. */
export function expectExpired({ status, text }: Response): void {
  expect(status).toBe(400);
  expect(text).toContain("Sign-in expired");
  expect(text).toContain('href="/auth/signin"');
}
