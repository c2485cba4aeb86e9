import type { Response } from "supertest";
import { requireAuthContext } from "../../../src/middleware/guards/requireAuthContext.js";
import { requireRecentSignIn } from "../../../src/middleware/guards/requireRecentSignIn.js";
import { startApp, type TestApp } from "../app/startApp.js";
import { TenantStub } from "../tenant/tenantStub.js";
import { goesOnTo } from "../visitors/html.js";
import { beginSignIn, postAnswer, type Visitor } from "../visitors/signInByHttp.js";
import { guardedPages } from "./guardedPages.js";

const recent = requireRecentSignIn({ maxAge: 300 });
const context = requireAuthContext("c1");

/** The pages `/guarded/recent`, `/guarded/context`, `/guarded/both` and `/guarded/both-turned`. */
export const pagesThatAskAgain = guardedPages({
  recent: [recent],
  context: [context],
  both: [recent, context],
  "both-turned": [context, recent],
});

/** Starts an app with the pages that ask again, and a stub of its tenant. */
export async function startGuardedApp(): Promise<TestApp & { readonly tenant: TenantStub }> {
  const tenant = await TenantStub.start();
  const app = await startApp({ AUTHORITY: tenant.authority }, undefined, { inFront: pagesThatAskAgain });
  return {
    ...app,
    tenant,
    async close() {
      await app.close();
      await tenant.close();
    },
  };
}

/** Says, of a request for a sign-in, which claims the ID token is to have beside the usual ones. */
export type Answer = (asked: URLSearchParams) => Readonly<Record<string, unknown>>;

/** Seconds since 1970. */
export function secondsAgo(seconds: number): number {
  return Math.floor(Date.now() / 1000) - seconds;
}

/** A tenant that does what it is asked for, to somebody who signed in there an hour ago. */
export const honest: Answer = (asked) => ({
  auth_time: secondsAgo(asked.get("prompt") === "login" ? 5 : 3600),
  ...(asked.get("claims")?.includes("acrs") && { acrs: ["c1"] }),
});

/** Signs a visitor in by this address, and returns the app's answer. */
export async function signInBy(
  visitor: Visitor,
  tenant: TenantStub,
  path: string,
  answer: Answer,
): Promise<Response> {
  const url = await beginSignIn(visitor, path);
  const changes = answer(new URL(url).searchParams);
  return postAnswer(
    visitor,
    tenant.authorize(url, (claims) => tenant.sign({ ...claims, ...changes })),
  );
}

/**
 * Opens a page and follows what it asks for, as a browser does, and returns the page and how often it asked.
 *
 * @throws if it asks more than ten times.
 */
export async function openPage(
  visitor: Visitor,
  tenant: TenantStub,
  page: string,
  answer: Answer,
): Promise<{ readonly shown: Response; readonly rounds: number }> {
  for (let rounds = 0, address = page; rounds <= 10; rounds += 1) {
    const shown = await visitor.get(address);
    if (shown.status !== 302) {
      return { shown, rounds };
    }
    const back = await signInBy(visitor, tenant, shown.headers.location ?? "", answer);
    address = goesOnTo(back.text) ?? "";
  }
  throw new Error("The page asks for ever.");
}
