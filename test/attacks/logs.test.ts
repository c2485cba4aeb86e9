import { afterAll, afterEach, describe, expect, test } from "vitest";
import { sessionIdIn } from "../support/app/sessionCookie.js";
import { registration, startApp } from "../support/app/startApp.js";
import { requestTarget } from "../support/network/requestTarget.js";
import { eventsIn } from "../support/process/jsonLog.js";
import { startAppWithStub, type TenantStub, tokenError } from "../support/tenant/tenantStub.js";
import {
  beginSignIn,
  postAnswer,
  sessionCookieIn,
  setCookies,
  signIn,
  signOut,
  type Visitor,
  visitorOf,
} from "../support/visitors/signInByHttp.js";

const { tenant, ...app } = await startAppWithStub();
afterAll(app.close);
afterEach(() => {
  delete tenant.answers.token;
});

/** What came over the wire in a sign-in and must stay out of the log. */
const secrets = new Set<string>([
  registration.clientSecret,
  "the-session-secret-of-the-tests-0123456789",
  "ada@contoso.example",
  "Ada Winters",
  "pairwise-subject-of-ada",
  "opaque-login-hint",
]);

/** Neither in these lines nor in the whole log as JSON. */
function expectNoSecretIn(lines: readonly string[]): void {
  expect(app.jsonLogLines).toHaveLength(app.logLines.length);
  for (const secret of secrets) {
    expect([...lines, ...app.jsonLogLines].filter((line) => line.includes(secret))).toEqual([]);
  }
}

/** The correlation id of each event since then, as a field of its own. */
function correlationIdsSince(before: number): unknown[] {
  return eventsIn(app.jsonLogLines.slice(before).join("")).map(({ correlation_id }) => correlation_id);
}

function keepSecret(...values: readonly (string | null | undefined)[]): void {
  for (const value of values) {
    if (!value) {
      throw new Error("A secret is missing.");
    }
    secrets.add(value);
  }
}

/** Begins a sign-in and keeps its secrets. */
async function begin(visitor: Visitor) {
  const begun = await visitor.get("/auth/signin?login_hint=ada@contoso.example").expect(302);
  const url = new URL(begun.headers.location ?? "");
  const answer = tenant.authorize(url.href, async (claims) => {
    const token = await tenant.sign(claims);
    keepSecret(token, ...token.split("."));
    return token;
  });
  const { searchParams } = url;
  keepSecret(answer.code, answer.state, searchParams.get("nonce"), searchParams.get("code_challenge"));
  keepSecret(...setCookies(begun).map((cookie) => cookie.split(/[=;]/)[1]));
  return { url, answer, correlationId: `${searchParams.get("client-request-id")}` };
}

function answerToken(status: number, body: unknown): void {
  tenant.answers.token = (_request, response) =>
    void response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
}

describe("a sign-in that succeeds", () => {
  test("is one line for each request, with no query and nothing secret or personal", async () => {
    const before = app.logLines.length;
    const visitor = visitorOf(app);
    const { answer, correlationId } = await begin(visitor);
    const signedIn = await postAnswer(visitor, answer).expect(200);
    keepSecret(sessionIdIn(sessionCookieIn(signedIn)));
    await visitor.get("/").expect(200);
    await visitor.get("/users/id?email=ada@contoso.example").expect(200);
    await signOut(visitor).expect(200);
    const lines = app.logLines.slice(before);
    expect(lines.map((line) => line.replace(/[\d.]+ ms$/, "ms"))).toEqual([
      "info GET /auth/signin 302 ms",
      "info POST /auth/redirect 200 ms",
      "info GET / 200 ms",
      "info GET /users/id 200 ms",
      "info POST /auth/signout 200 ms",
    ]);
    expect(correlationIdsSince(before)).toEqual([
      correlationId,
      correlationId,
      undefined,
      undefined,
      undefined,
    ]);
    expectNoSecretIn(lines);
  });

  test("by query is a line without it", async () => {
    const visitor = visitorOf(app);
    const { answer } = await begin(visitor);
    await visitor.get(`/auth/redirect?${new URLSearchParams(answer)}`).expect(200);
    expect(app.logLines.at(-1)).toMatch(/^info GET \/auth\/redirect 200 [\d.]+ ms$/);
    expectNoSecretIn(app.logLines);
  });
});

type Failure = [
  what: string,
  code: string,
  detail: RegExp,
  fields: (answer: Answer) => Record<string, string>,
];
type Answer = Awaited<ReturnType<typeof begin>>["answer"];
const same = (answer: Answer) => ({ ...answer });

const denied = (state: string, aadsts: number) => ({
  state,
  error: "access_denied",
  error_description: `AADSTS${aadsts}: ada@contoso.example may not`,
});

const failures: Failure[] = [
  [
    "the tenant refuses the person",
    "sign_in_refused (AADSTS50105)",
    /access_denied/,
    ({ state }) => ({
      state,
      error: "access_denied",
      error_description: "AADSTS50105: ada@contoso.example may not",
    }),
  ],
  ...[53003, 530003, 1100001, 99999].map(
    (aadsts): Failure => [
      `the tenant denies access with AADSTS${aadsts}`,
      `sign_in_refused (AADSTS${aadsts})`,
      /access_denied/,
      ({ state }) => denied(state, aadsts),
    ],
  ),
  ...[90094, 650051].map(
    (aadsts): Failure => [
      `the tenant denies access with AADSTS${aadsts}`,
      `app_refused (AADSTS${aadsts})`,
      /access_denied/,
      ({ state }) => denied(state, aadsts),
    ],
  ),
  [
    "the tenant sends an error with a name in it",
    "sign_in_refused",
    /unknown form/,
    ({ state }) => ({ state, error: "Ada Winters <ada@contoso.example>" }),
  ],
  [
    "the tenant is overloaded",
    "tenant_unavailable",
    /server_error/,
    ({ state }) => ({ state, error: "server_error" }),
  ],
  [
    "the answer is another issuer's",
    "response_invalid",
    /iss/,
    (answer) => ({ ...answer, iss: "https://evil.example" }),
  ],
  ["the answer holds nothing", "response_invalid", /neither code nor error/, ({ state }) => ({ state })],
  [
    "the code is not the tenant's",
    "sign_in_expired (AADSTS54005)",
    /invalid_grant/,
    ({ state }) => ({ state, code: "c" }),
  ],
];

const tokenFailures: [what: string, code: string, cause: RegExp, status: number, body: unknown][] = [
  [
    "refuses the app",
    "app_refused (AADSTS7000215)",
    /invalid_client/,
    401,
    tokenError("invalid_client", 7000215),
  ],
  [
    "asks for more",
    "sign_in_refused (AADSTS50076)",
    /interaction/,
    400,
    tokenError("interaction_required", 50076),
  ],
  ...[53003, 50196, 50057].map((aadsts): (typeof tokenFailures)[number] => [
    `refuses the person by AADSTS${aadsts}`,
    `sign_in_refused (AADSTS${aadsts})`,
    /invalid_grant/,
    400,
    tokenError("invalid_grant", aadsts),
  ]),
  ["is broken", "tenant_unavailable", /status 500/, 500, { error: "server_error" }],
  ["answers no token", "answer_invalid", /neither an ID token/, 200, { access_token: "a" }],
  ["answers garbage", "id_token_invalid", /\w+/, 200, { id_token: "a.b.c", token_type: "Bearer" }],
];

/** The lines since then that tell of a failed sign-in. */
function failuresSince(before: number): string[] {
  return app.logLines.slice(before).filter((line) => !line.startsWith("info "));
}

describe("a sign-in that fails", () => {
  test.each(failures)("because %s is one line: %s", async (_what, code, cause, fields) => {
    const visitor = visitorOf(app);
    const { answer, correlationId } = await begin(visitor);
    const before = app.logLines.length;
    const { text } = await postAnswer(visitor, fields(answer));
    const [line, ...others] = failuresSince(before);
    expect(others).toEqual([]);
    expect(line).toContain(`warn Sign-in failed: AuthError: ${code}`);
    expect(line).toMatch(cause);
    expect(line).toContain(`(correlation id ${correlationId})`);
    expect(correlationIdsSince(before)).toEqual([correlationId, correlationId]);
    expect(text).toContain(correlationId);
    expectNoSecretIn(app.logLines);
  });

  test.each(tokenFailures)(
    "because the token endpoint %s is one line: %s",
    async (_what, code, cause, status, body) => {
      const visitor = visitorOf(app);
      const { answer, correlationId } = await begin(visitor);
      answerToken(status, body);
      const before = app.logLines.length;
      await postAnswer(visitor, same(answer));
      const failed = failuresSince(before);
      expect(failed).toHaveLength(1);
      expect(failed[0]).toContain(`AuthError: ${code}`);
      expect(failed[0]).toMatch(cause);
      expect(failed[0]).toContain(`(correlation id ${correlationId})`);
      expect(correlationIdsSince(before)).toEqual([correlationId, correlationId]);
      expectNoSecretIn(app.logLines);
    },
  );

  test.each<[what: string, changes: Record<string, unknown>, cause: string]>([
    ["issuer", { iss: "https://evil.example/" }, "iss"],
    ["audience", { aud: "another app" }, "aud"],
    ["nonce", { nonce: "ada@contoso.example" }, "nonce"],
    ["subject", { sub: undefined }, "sub"],
    ["tenant", { tid: "Ada Winters" }, "tid"],
    ["end", { exp: 1 }, "exp"],
  ])("because the ID token has a wrong %s is one line that says so", async (_what, changes, cause) => {
    const visitor = visitorOf(app);
    const before = app.logLines.length;
    const idToken = (claims: object) => tenant.sign({ ...claims, ...changes });
    await signIn(visitor, tenant, { idToken });
    const [line, ...others] = failuresSince(before);
    expect(others).toEqual([]);
    expect(line).toMatch(
      /^warn Sign-in failed: AuthError: id_token_invalid, caused by .*correlation id [\w-]{36}\)$/,
    );
    expect(line).toContain(cause);
    expectNoSecretIn(app.logLines);
  });

  test.each([
    ["belongs to nobody", "state=s&code=secret-code", "sign_in_expired, caused by Error: no transaction"],
    ["is malformed", "code=secret-code", "response_invalid"],
    ["comes twice", "state=secret-state&state=s&code=secret-code", "response_invalid"],
  ])("because its answer %s is one line", async (_what, query, code) => {
    const before = app.logLines.length;
    const { text } = await visitorOf(app).get(`/auth/redirect?${query}`).expect(400);
    const [line, ...others] = failuresSince(before);
    expect(others).toEqual([]);
    expect(line).toMatch(
      new RegExp(`^warn Sign-in failed: AuthError: ${code}.*\\(correlation id [\\w-]{36}\\)$`),
    );
    expect(text).toContain(/correlation id ([\w-]{36})/.exec(`${line}`)?.[1]);
    expect(app.logLines.slice(before).join()).not.toContain("secret");
  });

  test("because the tenant cannot be reached is one line", async () => {
    const other = await startApp({ AUTHORITY: "http://127.0.0.1:1/tenant" });
    await visitorOf(other).get("/auth/signin?login_hint=ada@contoso.example").expect(503);
    await other.close();
    expect(other.logLines).toEqual([
      expect.stringMatching(
        /^warn Sign-in failed: AuthError: metadata_unavailable, caused by .*ECONNREFUSED/,
      ),
      expect.stringMatching(/^info GET \/auth\/signin 503 /),
    ]);
  });
});

describe("a sign-in that the person cancels", () => {
  test.each([
    ["by the tenant's button", { error: "access_denied", error_subcode: "cancel" }],
    [
      "by declining",
      { error: "access_denied", error_description: "AADSTS65004: ada@contoso.example declined" },
    ],
    ["at a provider", { error: "access_denied" }],
  ])("%s is one line of information", async (_how, fields) => {
    const visitor = visitorOf(app);
    const { answer, correlationId } = await begin(visitor);
    const before = app.logLines.length;
    await postAnswer(visitor, { state: answer.state, ...fields }).expect(200, /signin&#x3D;cancelled/);
    expect(app.logLines.slice(before)).toEqual([
      `info Sign-in cancelled by the person (correlation id ${correlationId})`,
      expect.stringMatching(/^info POST \/auth\/redirect 200 /),
    ]);
    expect(correlationIdsSince(before)).toEqual([correlationId, correlationId]);
    expectNoSecretIn(app.logLines);
  });
});

describe("MSAL's log", () => {
  async function signInWithoutClientInfo(stub: TenantStub): Promise<void> {
    const visitor = visitorOf(app);
    const url = await beginSignIn(visitor);
    const token = await stub.sign(stub.claims(new URL(url).searchParams.get("nonce")));
    keepSecret(token);
    answerToken(200, { token_type: "Bearer", expires_in: 3600, id_token: token, access_token: "opaque" });
    await postAnswer(visitor, stub.authorize(url)).expect(200);
  }

  test("is left out, for it repeats what the tenant answers", async () => {
    const before = app.logLines.length;
    await signInWithoutClientInfo(tenant);
    expect(app.logLines.slice(before).filter((line) => !/^info (GET|POST) /.test(line))).toEqual([]);
    expectNoSecretIn(app.logLines);
  });
});

describe("the log of a request that names a whole URL", () => {
  test.each(["http", "HTTP", "ftp"])(
    "has its path alone, for a URL by %s: can hold a password",
    async (scheme) => {
      await requestTarget(app, `${scheme}://ada:the-password@contoso.example/users/id?x=1`);
      expect(app.logLines.at(-1)).toMatch(/^info GET \/users\/id \d{3} /);
    },
  );
});
