import { createHash } from "node:crypto";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { tenantEnvironment } from "../../support/app/environments.js";
import { answerHtml, answerJson } from "../../support/network/localServer.js";
import { metadataOf } from "../../support/tenant/metadataOf.js";
import { startProvider } from "../../support/tenant/provider.js";

describe("a sign-in", () => {
  test("begins at the tenant, with PKCE, state and nonce of its transaction", async () => {
    const { provider, authority } = await startProvider();
    const { url, transaction } = await provider.login({});
    expect(url.split("?")[0]).toBe(`${authority}/oauth2/v2.0/authorize`);
    expect(Object.fromEntries(new URL(url).searchParams)).toMatchObject({
      client_id: tenantEnvironment.CLIENT_ID,
      response_type: "code",
      response_mode: "form_post",
      redirect_uri: "http://localhost:3000/auth/redirect",
      state: transaction.state,
      nonce: transaction.nonce,
      "client-request-id": transaction.correlationId,
      code_challenge: createHash("sha256").update(transaction.codeVerifier).digest("base64url"),
      code_challenge_method: "S256",
    });
    expect(url).not.toContain(transaction.codeVerifier);
    expect(new URL(url).searchParams.get("scope")?.split(" ")).toEqual(
      expect.arrayContaining(["openid", "profile"]),
    );
  });

  test("shares nothing secret with another", async () => {
    const { provider } = await startProvider();
    const [one, other] = await Promise.all([provider.login({}), provider.login({})]);
    for (const name of ["state", "nonce", "codeVerifier", "correlationId"] as const) {
      expect(one.transaction[name]).not.toBe(other.transaction[name]);
    }
    expect(one.transaction.state).toMatch(/^[\w-]{43}$/);
    expect(one.transaction.nonce).toMatch(/^[\w-]{43}$/);
  });

  test("asks the tenant for what it is asked for", async () => {
    const { provider } = await startProvider();
    const { url } = await provider.login({
      prompt: "create",
      loginHint: "ada@contoso.example",
      domainHint: "google",
      uiLocales: "de fr",
    });
    expect(Object.fromEntries(new URL(url).searchParams)).toMatchObject({
      prompt: "create",
      login_hint: "ada@contoso.example",
      domain_hint: "google",
      ui_locales: "de fr",
      mkt: "de",
    });
  });

  test("asks the tenant for claims and scopes, beside those of OpenID Connect", async () => {
    const { provider } = await startProvider({ API_SCOPES: "User.Read api://orders/Orders.Read" });
    const claims = JSON.stringify({ access_token: { acrs: { essential: true, value: "c1" } } });
    const { url } = await provider.login({ claims, scopes: ["api://orders/Orders.Read"] });
    const { searchParams } = new URL(url);
    expect(JSON.parse(searchParams.get("claims") ?? "")).toMatchObject(JSON.parse(claims));
    expect(searchParams.get("scope")?.split(" ")).toEqual(
      expect.arrayContaining(["openid", "profile", "api://orders/Orders.Read"]),
    );
  });

  test("asks for nothing that another at the same time asks for", async () => {
    const { provider } = await startProvider();
    const names = ["ada", "ben", "eve"];
    const begun = await Promise.all([
      ...names.map((loginHint) => provider.login({ loginHint })),
      provider.login({}),
    ]);
    const hints = begun.map(({ url }) => new URL(url).searchParams.get("login_hint"));
    expect(hints).toEqual([...names, null]);
  });

  test("begins where the tenant's metadata say, also when they have changed", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    onTestFinished(() => void vi.useRealTimers());
    const { provider, tenant, authority } = await startProvider();
    await provider.login({});
    const authorization_endpoint = `${authority}/oauth2/v2.0/moved`;
    tenant.answer = answerJson({ ...metadataOf(authority), authorization_endpoint });
    vi.setSystemTime(Date.now() + 25 * 60 * 60 * 1000);
    await expect.poll(async () => (await provider.login({})).url.split("?")[0]).toBe(authorization_endpoint);
  });

  test("remembers the demands that it answers", async () => {
    const { provider } = await startProvider();
    expect((await provider.login({ demands: ["a-guard"] })).transaction.demands).toEqual(["a-guard"]);
    expect((await provider.login({})).transaction).not.toHaveProperty("demands");
  });

  test.each(["prompt", "login_hint", "domain_hint", "ui_locales", "mkt"])(
    "leaves out %s otherwise",
    async (name) => {
      const { provider } = await startProvider();
      expect(new URL((await provider.login({})).url).searchParams.has(name)).toBe(false);
    },
  );

  test.each([
    ["/users/id", "/users/id"],
    ["https://evil.com/", "/"],
    [undefined, "/"],
  ])("comes back from %s to %s", async (returnTo, path) => {
    const { provider } = await startProvider();
    expect((await provider.login({ returnTo })).transaction.returnTo).toBe(path);
  });

  test("does not begin without the tenant's metadata", async () => {
    const { provider, tenant } = await startProvider();
    tenant.answer = answerHtml;
    await expect(provider.login({})).rejects.toMatchObject({ code: "metadata_unavailable" });
  });
});
