import type { RequestListener } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { requestTarget } from "../support/network/requestTarget.js";
import { startAppWithStub, tokenError } from "../support/tenant/tenantStub.js";
import { beginSignIn, postAnswer, signIn, visitorOf } from "../support/visitors/signInByHttp.js";

const { tenant, ...app } = await startAppWithStub();
afterAll(app.close);
afterEach(() => {
  for (const endpoint of ["discovery", "keys", "token"] as const) {
    delete tenant.answers[endpoint];
  }
  tenant.metadata = {};
});

const sentence = "Ada Winters <ada@contoso.example> may not";

/** Expects that neither the log since then nor a page repeats one of them. */
function expectNone(words: readonly string[], before: number, page: string): void {
  const lines = [...app.logLines.slice(before), ...app.jsonLogLines.slice(before)].join("\n");
  expect(lines).toContain("Sign-in failed: ");
  for (const word of words) {
    expect(word.length).toBeGreaterThan(3);
    expect(lines).not.toContain(word);
    expect(page).not.toContain(word);
  }
}

describe("a token endpoint that repeats what it was sent", () => {
  test.each([
    ["error", 400],
    ["error", 401],
    ["error", 200],
    ["suberror", 400],
    ["error_description", 400],
    ["error_codes", 400],
    ["id_token", 200],
    ["token_type", 200],
  ] as const)("as %s with status %i tells nothing to the log or to a page", async (field, status) => {
    const visitor = visitorOf(app);
    const answer = tenant.authorize(await beginSignIn(visitor));
    for (const name of ["client_secret", "code", "code_verifier", "grant_type"]) {
      const sent: string[] = [];
      tenant.answers.token = async (request, response) => {
        const form = new URLSearchParams(await text(request));
        const value = name === "grant_type" ? sentence : (form.get(name) ?? "");
        sent.push(value);
        const body = {
          ...(status >= 400 && tokenError("invalid_grant", 53003)),
          [field]: field === "error_codes" ? [value] : value,
        };
        response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
      };
      const before = app.logLines.length;
      const again = tenant.authorize(await beginSignIn(visitor));
      const page = await postAnswer(visitor, again);
      expect(page.status).toBeGreaterThanOrEqual(400);
      expectNone([...sent, answer.code], before, page.text);
    }
  });
});

describe("a tenant that puts words of its own", () => {
  const json =
    (body: unknown): RequestListener =>
    (_request, response) =>
      void response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(body));

  async function attempt(): Promise<{ before: number; page: string }> {
    const before = app.logLines.length;
    const visitor = visitorOf(app);
    const begun = await visitor.get("/auth/signin");
    if (begun.status !== 302) {
      return { before, page: begun.text };
    }
    const { text: page } = await postAnswer(visitor, tenant.authorize(begun.headers.location ?? ""));
    return { before, page };
  }

  test("into the ID token's header or claims is not repeated", async () => {
    const header = Buffer.from(JSON.stringify({ alg: "RS256", crit: [sentence], [sentence]: 1 })).toString(
      "base64url",
    );
    const tokens = [
      `${header}.e30.x`,
      await tenant.sign({ sub: sentence, iss: sentence, aud: sentence, nonce: sentence, tid: sentence }),
    ];
    for (const token of tokens) {
      const visitor = visitorOf(app);
      const before = app.logLines.length;
      const { text: page } = await signIn(visitor, tenant, { idToken: async () => token });
      expectNone([sentence, token], before, page);
    }
  });

  test.each([
    ["a name of a field", { [sentence]: sentence }],
    ["every value", { error: sentence, keys: sentence, id_token: 7 }],
  ])("into %s of a token answer is not repeated", async (_what, body) => {
    tenant.answers.token = json(body);
    const { before, page } = await attempt();
    expectNone([sentence], before, page);
  });

  test("into its keys is not repeated", async () => {
    const stranger = { kty: sentence, alg: sentence, kid: sentence, use: "sig" };
    tenant.answers.keys = json({ keys: [stranger] });
    const other = await startAppWithStub();
    other.tenant.answers.keys = json({ keys: [stranger] });
    const { text: page } = await signIn(visitorOf(other), other.tenant);
    await other.close();
    expect(other.logLines.join("\n")).toContain("Sign-in failed: ");
    expect(other.logLines.join("\n") + page).not.toContain(sentence);
  });

  test("into its metadata is not repeated", async () => {
    const other = await startAppWithStub();
    other.tenant.metadata = {
      issuer: sentence,
      token_endpoint: `https://${sentence}/`,
      [sentence]: sentence,
    };
    const { text: page } = await visitorOf(other).get("/auth/signin").expect(503);
    await other.close();
    expect(other.logLines.join("\n")).toContain("Sign-in failed: ");
    expect(other.logLines.join("\n") + page).not.toContain(sentence);
  });
});

describe("the log of requests", () => {
  test.each([
    "/auth/redirect%3Fcode=secret-code",
    "/auth/redirect;code=secret-code",
    "/auth/redirect/secret-code",
    "//ada:secret-code@evil.example/auth/redirect",
    "http://ada:secret-code@evil.example/nowhere",
    "/secret-code",
    "/users/secret-code@contoso.example",
    "/stylesheets/secret-code.css",
    "/stylesheets/../secret-code",
    "/%00secret-code",
    "/%secret-code",
  ])("repeats nothing that was typed: %s", async (target) => {
    const before = app.logLines.length;
    await requestTarget(app, target);
    expect(app.logLines.slice(before)).toEqual([
      expect.stringMatching(/^info GET no route 40[04] [\d.]+ ms$/),
    ]);
    expect(app.jsonLogLines.slice(before).join()).not.toContain("secret");
  });
});
