import type { Response } from "supertest";
import { expect } from "vitest";
import type { TestApp } from "../app/startApp.js";
import { signIn, type Visitor, visitorOf } from "../visitors/signInByHttp.js";
import type { Endpoint, TenantStub } from "./tenantStub.js";

/** What a sign-in ends with when the tenant fails. */
export interface Outage {
  readonly status: number;
  readonly code: string;
}

/** What a sign-in ends with when an endpoint of the tenant cannot be reached or trusted. */
export const outages: Readonly<Record<Endpoint, Outage>> = {
  discovery: { status: 503, code: "metadata_unavailable" },
  keys: { status: 503, code: "keys_unavailable" },
  token: { status: 503, code: "tenant_unavailable" },
};

/** Goes the way of a sign-in, to the first page that is no redirect to the tenant. */
export async function attemptSignIn(visitor: Visitor, tenant: TenantStub): Promise<Response> {
  const begun = await visitor.get("/auth/signin");
  return begun.status === 302
    ? visitor
        .post("/auth/redirect")
        .type("form")
        .send(tenant.authorize(String(begun.headers.location)))
    : begun;
}

/**
 * Expects that a sign-in ends on the page which says that signing in does not work, that nobody is signed in, and that
 * the log has one line of it without a stack. Returns that line.
 */
export async function expectOutage(
  app: TestApp,
  tenant: TenantStub,
  { status, code }: Outage,
): Promise<string> {
  const before = app.logLines.length;
  const visitor = visitorOf(app);
  const page = await attemptSignIn(visitor, tenant);
  expect(page.status).toBe(status);
  expect(page.text).toContain("Sign-in is not available");
  expect(page.text).toContain('href="/auth/signin"');
  await visitor.get("/users/id").expect(302);
  const failures = app.logLines.slice(before).filter((line) => !line.startsWith("info "));
  expect(failures).toEqual([expect.stringContaining(`warn Sign-in failed: AuthError: ${code}, caused by `)]);
  const [failure = ""] = failures;
  expect(failure).not.toMatch(/\n|\bat .*:\d+:\d+/);
  expect(page.text).toContain(`<code>${/\(correlation id (\S+)\)/.exec(failure)?.[1]}</code>`);
  return failure;
}

/** Expects that people can sign in. */
export async function expectHealthy(app: TestApp, tenant: TenantStub): Promise<void> {
  const visitor = visitorOf(app);
  expect((await signIn(visitor, tenant)).status).toBe(200);
  await visitor.get("/users/id").expect(200);
}
