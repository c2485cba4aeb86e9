import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Storage } from "../../../src/session/storage.js";
import { tokenPartition } from "../../../src/session/tokens/tokenPartition.js";
import { apiPages } from "../../support/app/apiPages.js";
import { startApp } from "../../support/app/startApp.js";
import { answerJson } from "../../support/network/localServer.js";
import { clientInfo, TenantStub, tokenError } from "../../support/tenant/tenantStub.js";
import { API_SCOPES } from "../../support/tenant/tokenHolder.js";
import {
  sessionCookieIn,
  signIn,
  signOut,
  type Visitor,
  visitorOf,
} from "../../support/visitors/signInByHttp.js";

const tenant = await TenantStub.start();
const storages: Pick<Storage, "tokens">[] = [];
const pages = apiPages();
const app = await startApp({ AUTHORITY: tenant.authority, API_SCOPES }, undefined, {
  inFront(dependencies) {
    storages.push(dependencies.storage);
    return pages(dependencies);
  },
});
afterAll(async () => {
  await app.close();
  await tenant.close();
});
beforeEach(() => {
  delete tenant.answers.token;
  vi.restoreAllMocks();
});

function tokensOfApp() {
  const [storage] = storages;
  if (!storage) {
    throw new Error("The app has no storage.");
  }
  return storage.tokens;
}

/** Signs a visitor in, and gives the id of the session beside. */
async function signedIn(): Promise<{ readonly visitor: Visitor; readonly id: string }> {
  const visitor = visitorOf(app);
  const answer = await signIn(visitor, tenant);
  expect(answer.status).toBe(200);
  // The cookie is `s:ID.SIGNATURE` (cookie-signature).
  const [, value = ""] = sessionCookieIn(answer)?.split("=") ?? [];
  const [id = ""] = decodeURIComponent(value).slice(2).split(".");
  return { visitor, id };
}

/** Lets the tenant answer the refreshes to come only when the test says so. */
function holdRefreshes(): {
  readonly requests: number;
  release(answer?: ReturnType<typeof answerJson>): void;
} {
  const waiting: Parameters<ReturnType<typeof answerJson>>[] = [];
  const held = {
    get requests() {
      return waiting.length;
    },
    release(
      answer = answerJson({
        access_token: "renewed",
        client_info: clientInfo(),
        token_type: "Bearer",
        expires_in: 3600,
        scope: "User.Read",
      }),
    ) {
      for (const [request, response] of waiting.splice(0)) {
        answer(request, response);
      }
    },
  };
  tenant.answers.token = (request, response) => void waiting.push([request, response]);
  return held;
}

describe("the tokens of a session", () => {
  test("are kept sealed: nothing of them can be read", async () => {
    const { id } = await signedIn();
    const kept = await tokensOfApp().get(id);
    expect(kept).toMatch(/^[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+$/);
    const readable = String(kept)
      .split(".")
      .map((part) => Buffer.from(part, "base64url").toString("latin1"))
      .join();
    expect(readable).not.toMatch(/access|refresh|ada|orders/i);
  });

  test("go with the session when the person signs out", async () => {
    const { visitor, id } = await signedIn();
    expect(await tokensOfApp().get(id)).toBeDefined();
    await signOut(visitor).expect(200);
    expect(await tokensOfApp().get(id)).toBeUndefined();
  });

  test.each([
    ["tampered with", (text: string) => `${text.slice(0, -2)}${text.endsWith("AA") ? "BB" : "AA"}`],
    ["cut off", (text: string) => text.slice(0, text.length / 2)],
    ["no seal", () => "{}"],
    ["empty", () => ""],
  ])("that are %s lead to a new sign-in, and then work", async (_what, change) => {
    const { visitor, id } = await signedIn();
    await tokensOfApp().set(id, change(String(await tokensOfApp().get(id))));
    const { headers } = await visitor.get("/api/orders").expect(302);
    expect(headers.location).toMatch(/^\/auth\/signin\?demand=/);
    await signIn(visitor, tenant, { path: String(headers.location) });
    await visitor.get("/api/orders").expect(200);
  });

  test("of somebody else, put in their place, are as none", async () => {
    const { visitor, id } = await signedIn();
    const other = await signedIn();
    await tokensOfApp().set(id, String(await tokensOfApp().get(other.id)));
    const { headers } = await visitor.get("/api/orders").expect(302);
    expect(headers.location).toMatch(/^\/auth\/signin\?demand=/);
  });

  test("stay readable when the session secret is replaced, until the old one is taken away", async () => {
    const kept = new Map<string, string>();
    const storage = {
      tokens: {
        get: async (id: string) => kept.get(id),
        set: async (id: string, text: string) => void kept.set(id, text),
      },
    };
    const partition = (...sessionSecrets: [string, ...string[]]) =>
      tokenPartition("id", storage, { sessionSecrets });
    await partition("old").write("tokens");
    expect(await partition("new", "old").read()).toBe("tokens");
    await partition("new", "old").write("newer tokens");
    expect(await partition("new").read()).toBe("newer tokens");
    expect(await partition("old").read()).toBeUndefined();
  });

  test("that the storage does not give or take are an answer of 503, and the person stays signed in", async () => {
    const { visitor } = await signedIn();
    vi.spyOn(tokensOfApp(), "get").mockRejectedValueOnce(new Error("away"));
    await visitor.get("/api/orders").expect(503);
    vi.spyOn(tokensOfApp(), "set").mockRejectedValueOnce(new Error("away"));
    await visitor.get("/api/graph").expect(503);
    await visitor.get("/api/graph").expect(200);
  });

  test("that cannot be kept at the sign-in are an answer of 503, and nobody is signed in", async () => {
    const visitor = visitorOf(app);
    vi.spyOn(tokensOfApp(), "set").mockRejectedValueOnce(new Error("away"));
    const answer = await signIn(visitor, tenant);
    expect(answer.status).toBe(503);
    expect(sessionCookieIn(answer)).toBeUndefined();
    await visitor.get("/users/id").expect(302);
  });
});

test("A sign-in during which the person signs out at the tenant leaves no tokens", async () => {
  const visitor = visitorOf(app);
  const set = tokensOfApp().set.bind(tokensOfApp());
  const kept = vi.spyOn(tokensOfApp(), "set").mockImplementationOnce(async (id, text) => {
    await visitorOf(app).get("/auth/frontchannel-logout").query({ sid: "of-ada" }).expect(200);
    await set(id, text);
  });
  const answer = await signIn(visitor, tenant, {
    idToken: (claims) => tenant.sign({ ...claims, sid: "of-ada" }),
  });
  expect(answer.status).toBe(400);
  const [[id = ""] = []] = kept.mock.calls;
  expect(id).not.toBe("");
  expect(await tokensOfApp().get(id)).toBeUndefined();
});

describe("a refresh", () => {
  test("is one for all calls of the session that want the same token", async () => {
    const { visitor } = await signedIn();
    const calls = tenant.calls.token;
    const { body } = await visitor.get("/api/four").expect(200);
    expect(body).toEqual(Array(4).fill(expect.stringMatching(/^access-token-/)));
    expect(new Set(body).size).toBe(1);
    expect(tenant.calls.token - calls).toBe(1);
  });

  test("that fails is one failure for all of them, and the next call tries again", async () => {
    const { visitor } = await signedIn();
    const calls = tenant.calls.token;
    tenant.answers.token = answerJson({}, 500);
    expect((await visitor.get("/api/four").expect(200)).body).toEqual(Array(4).fill("tenant_unavailable"));
    expect(tenant.calls.token - calls).toBe(1);
    delete tenant.answers.token;
    await visitor.get("/api/graph").expect(200);
  });

  test("lets the session's call for another API wait, so that neither token is lost", async () => {
    const { visitor } = await signedIn();
    const held = holdRefreshes();
    const graph = visitor.get("/api/graph").expect(200).then();
    await vi.waitUntil(() => held.requests > 0);
    const orders = visitor.get("/api/orders").expect(200).then();
    held.release();
    expect((await graph).text).toBe("renewed");
    expect((await orders).text).toMatch(/^access-token-/);
    const calls = tenant.calls.token;
    await visitor.get("/api/graph").expect(200);
    await visitor.get("/api/orders").expect(200);
    expect(tenant.calls.token).toBe(calls);
  });

  test("keeps no other session waiting", async () => {
    const [one, other] = [await signedIn(), await signedIn()];
    const held = holdRefreshes();
    const waits = one.visitor.get("/api/graph").expect(200).then();
    await vi.waitUntil(() => held.requests > 0);
    await other.visitor.get("/api/orders").expect(200);
    held.release();
    await waits;
  });

  test("during which the person signs out brings no token to life", async () => {
    const { visitor, id } = await signedIn();
    const held = holdRefreshes();
    const answer = visitor.get("/api/graph").then(({ status }) => status);
    await vi.waitUntil(() => held.requests > 0);
    await signOut(visitor).expect(200);
    held.release();
    await answer;
    expect(await tokensOfApp().get(id)).toBeUndefined();
  });

  test("that the tenant refuses leaves what is kept as it is", async () => {
    const { visitor, id } = await signedIn();
    const before = await tokensOfApp().get(id);
    tenant.answers.token = answerJson(tokenError("invalid_grant", 50173), 400);
    await visitor.get("/api/graph").expect(302);
    expect(await tokensOfApp().get(id)).toBe(before);
  });
});
