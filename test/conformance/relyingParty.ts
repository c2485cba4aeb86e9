import type { JWTPayload } from "jose";
import type { Response } from "supertest";
import { expect, onTestFinished } from "vitest";
import { CertificateAuthority } from "../support/credentials/certificates.js";
import { createSigningKey } from "../support/tenant/signingKey.js";
import { startAppWithStub, type TenantStub } from "../support/tenant/tenantStub.js";
import { beginSignIn, sessionCookieIn, type Visitor, visitorOf } from "../support/visitors/signInByHttp.js";
import { deliver, type ResponseMode } from "./responseModes.js";

/** Signs these claims, which a healthy ID token of this sign-in has, or others. */
type IdToken = (claims: JWTPayload) => Promise<string>;

const authority = await CertificateAuthority.create();
const certificate = await authority.issue();
/** One for all tests, because making one takes long. */
const key = await createSigningKey();

/** The app as the conformance suite sees it: a relying party of a provider that is under the test's control. */
export interface RelyingParty {
  readonly url: string;
  readonly tenant: TenantStub;
  readonly visitor: Visitor;
  /** Shows that a sign-in with such an ID token succeeds. */
  accepts(idToken?: IdToken): Promise<void>;
  /** Shows that a sign-in with such an ID token fails for this cause. */
  refuses(cause: RegExp, idToken?: IdToken): Promise<void>;
  /** Brings these fields of an authorization response to the app, and gives its answer. */
  respond(fields: Readonly<Record<string, string>>): Promise<Response>;
  /** Expects that this answer signs nobody in, says so to the person, and names the cause in the log. */
  expectRefused(answer: Response, cause: RegExp): Promise<void>;
}

/** Starts the app in this response mode, and its provider by https. Both stop when the test ends. */
export async function startRelyingParty(responseMode: ResponseMode): Promise<RelyingParty> {
  const { url, tenant, logLines, close } = await startAppWithStub(
    { RESPONSE_MODE: responseMode },
    certificate,
    key,
  );
  onTestFinished(close);
  onTestFinished(authority.trust());
  const visitor = visitorOf({ url });

  async function signIn(idToken?: IdToken): Promise<Response> {
    const address = await beginSignIn(visitor);
    expect(Object.fromEntries(new URL(address).searchParams)).toMatchObject({
      response_type: "code",
      response_mode: responseMode,
      code_challenge_method: "S256",
    });
    return party.respond(tenant.authorize(address, idToken));
  }

  const party: RelyingParty = {
    url,
    tenant,
    visitor,
    async accepts(idToken) {
      expect((await signIn(idToken)).status).toBe(200);
      expect((await visitor.get("/")).text).toContain("Hello, Ada Winters");
      expect((await visitor.get("/users/id").expect(200)).text).toContain("Ada Winters");
    },
    async refuses(cause, idToken) {
      await party.expectRefused(await signIn(idToken), cause);
    },
    respond: (fields) => deliver[responseMode]({ url }, visitor, fields),
    async expectRefused(answer, cause) {
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.text).toMatch(/<h1>(You could not be signed in|Sign-in is not available)<\/h1>/);
      expect(answer.text).toContain('href="/auth/signin"');
      expect(sessionCookieIn(answer)).toBeUndefined();
      const { headers } = await visitor.get("/users/id").expect(302);
      expect(headers.location).toMatch(/^\/auth\/signin\?/);
      const failures = logLines.filter((line) => line.startsWith("warn Sign-in failed: AuthError: "));
      expect(failures).toEqual([expect.stringMatching(cause)]);
      expect(failures[0]).toContain(`(correlation id ${shownCorrelationId(answer)})`);
      expect(answer.text + logLines.join("\n")).not.toMatch(/eyJ|Ada Winters|pairwise-subject/);
    },
  };
  return party;
}

function shownCorrelationId({ text }: Response): string | undefined {
  return /give this number: <code>([\da-f-]{36})<\/code>/.exec(text)?.[1];
}
