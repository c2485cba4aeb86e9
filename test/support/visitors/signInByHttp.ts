import type { JWTPayload } from "jose";
import supertest from "supertest";
import { isSessionCookie } from "../app/sessionCookie.js";
import type { TenantStub } from "../tenant/tenantStub.js";

/** A browser without a screen: it keeps cookies, and follows no redirect by itself. */
export type Visitor = ReturnType<typeof supertest.agent>;

export function visitorOf(app: { readonly url: string }): Visitor {
  return supertest.agent(app.url);
}

/** Begins a sign-in, and gives the tenant's URL that the visitor is sent to. */
export async function beginSignIn(visitor: Visitor, path = "/auth/signin"): Promise<string> {
  const { headers } = await visitor.get(path).expect(302);
  return headers.location ?? "";
}

/** Signs a visitor in at the stub, and gives the app's answer to the response from there. */
export async function signIn(
  visitor: Visitor,
  tenant: TenantStub,
  { path, idToken }: { path?: string; idToken?: (claims: JWTPayload) => Promise<string> } = {},
): Promise<supertest.Response> {
  return postAnswer(visitor, tenant.authorize(await beginSignIn(visitor, path), idToken));
}

/** Posts the fields of a response as the app's own page does, with the visitor's cookies. */
export function postAnswer(
  visitor: Visitor,
  fields: Readonly<Record<string, string>>,
): ReturnType<Visitor["post"]> {
  return visitor
    .post("/auth/redirect")
    .type("form")
    .send({ ...fields, reposted: "1" });
}

/** Signs a visitor out as the button on the app's pages does. */
export function signOut(visitor: Visitor): ReturnType<Visitor["post"]> {
  return visitor.post("/auth/signout").set("Sec-Fetch-Site", "same-origin");
}

/** The session cookie that an answer sets, as a browser sends it back; undefined if it sets none. */
export function sessionCookieIn(answer: supertest.Response): string | undefined {
  return setCookies(answer)
    .map((cookie) => cookie.split(";")[0] ?? "")
    .find(isSessionCookie);
}

/** The cookies that an answer sets, with their attributes. */
export function setCookies(answer: supertest.Response): readonly string[] {
  return answer.get("Set-Cookie") ?? [];
}
