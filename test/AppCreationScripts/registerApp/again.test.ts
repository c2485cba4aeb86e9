import { describe, expect, test } from "vitest";
import { parseVariables } from "../../../AppCreationScripts/project/environmentText.js";
import { startTestTenant, type TestTenant } from "../testTenant.js";

/** The methods and paths of the calls that a run makes. */
async function callsOf({ graph, configure }: TestTenant, ...commandLine: readonly string[]) {
  const before = graph.requests.length;
  await configure(...commandLine);
  return graph.requests.slice(before);
}

describe("Run again, npm run configure", () => {
  test("only looks, and changes nothing in the tenant and in the project", async () => {
    const tenant = await startTestTenant();
    await tenant.configure();
    const text = tenant.read(".env");
    const calls = await callsOf(tenant);
    expect(calls.filter(({ method }) => method !== "GET")).toEqual([]);
    expect(tenant.read(".env")).toBe(text);
    expect(tenant.files()).toEqual([".env", ".env.sample"]);
  });

  test("finds everything among many other things, page by page", async () => {
    const tenant = await startTestTenant({ pageSize: 1 });
    for (const name of ["one", "two", "three"]) {
      await tenant.configure("--name", name);
    }
    const calls = await callsOf(tenant, "--name", "two");
    expect(calls.filter(({ method }) => method !== "GET").map(({ path }) => path)).toEqual([
      expect.stringMatching(/addPassword$/),
    ]);
    expect(tenant.graph.applications.map(({ displayName }) => displayName)).toEqual(["one", "two", "three"]);
    expect(tenant.graph.userFlows).toHaveLength(3);
  });

  test("adds to a registration what is asked for now", async () => {
    const tenant = await startTestTenant();
    await tenant.configure();
    const calls = await callsOf(tenant, "--graph", "--base-url", "https://app.example.com");
    expect(calls.filter(({ method }) => method !== "GET").map(({ method }) => method)).toEqual([
      "PATCH",
      "PATCH",
    ]);
    expect(tenant.graph.applications[0]?.web).toMatchObject({
      redirectUris: [
        "http://localhost:3000/auth/redirect",
        "http://localhost:3000/",
        "https://app.example.com/auth/redirect",
        "https://app.example.com/",
      ],
      homePageUrl: "https://app.example.com/",
      logoutUrl: "https://app.example.com/auth/frontchannel-logout",
    });
    expect(tenant.graph.grants[0]?.scope).toBe("openid offline_access User.Read");
    expect(parseVariables(tenant.read(".env"))).toMatchObject({
      REDIRECT_URI: "https://app.example.com/auth/redirect",
      POST_LOGOUT_REDIRECT_URI: "https://app.example.com/",
    });
  });

  test("saves the .env that it changes beside it", async () => {
    const tenant = await startTestTenant();
    await tenant.configure();
    const text = tenant.read(".env");
    await tenant.configure("--base-url", "http://localhost:8080");
    const [saved = ""] = tenant.files().filter((name) => name.endsWith(".bak"));
    expect(tenant.read(saved)).toBe(text);
    expect(tenant.lines).toContain(`  .env is written, and the old one is ${saved}`);
    expect(parseVariables(tenant.read(".env")).PORT).toBe("8080");
  });

  test("adds the claims that a registration of an older version lacks, and keeps those of others", async () => {
    const { graph, configure } = await startTestTenant();
    await configure();
    const [application] = graph.applications;
    const own = { name: "ctry", source: null, essential: true, additionalProperties: [] };
    const older = application?.optionalClaims?.idToken.filter(({ name }) => name === "login_hint") ?? [];
    Object.assign(application?.optionalClaims ?? {}, { idToken: [own, ...older], accessToken: [own] });
    await configure();
    const { idToken, accessToken } = application?.optionalClaims ?? {};
    expect(idToken?.map(({ name }) => name)).toEqual([
      ...["ctry", "login_hint", "sid", "email", "auth_time", "acrs"],
    ]);
    expect(idToken?.[0]).toEqual(own);
    expect(accessToken).toEqual([own]);
  });

  test("adds its role to those that others have made", async () => {
    const { graph, configure } = await startTestTenant();
    await configure();
    const [role] = graph.applications[0]?.appRoles ?? [];
    Object.assign(role ?? {}, { id: "12345678-0000-4000-8000-000000000000", value: "Other.Role" });
    await configure();
    expect(graph.applications[0]?.appRoles.map(({ value }) => value)).toEqual([
      "Other.Role",
      "Orders.Manager",
    ]);
  });

  test("finds the owner who was added although the list did not have them yet", async () => {
    const tenant = await startTestTenant();
    tenant.graph.failCall(5, "cut", "after");
    await tenant.configure();
    expect(tenant.lines).toContain("  found you among the owners");
    expect(tenant.graph.applications[0]?.owners.size).toBe(1);
  });

  test("keeps what is written to .env while the administrator signs in", async () => {
    const secret = "a-secret-of-mine-that-is-long-enough-to-be-one";
    const tenant = await startTestTenant({
      tools: {
        signIn: async () => {
          tenant.write(".env", `EXPRESS_SESSION_SECRET=${secret}\n`);
          return { accessToken: tenant.accessToken, objectId: tenant.graph.administratorId };
        },
      },
    });
    await tenant.configure();
    expect(parseVariables(tenant.read(".env")).EXPRESS_SESSION_SECRET).toBe(secret);
  });

  test("completes what somebody has taken away", async () => {
    const tenant = await startTestTenant();
    const { graph, configure } = tenant;
    await configure();
    const [application] = graph.applications;
    const [flow] = graph.userFlows;
    application?.owners.clear();
    flow?.includeApplications.clear();
    await configure();
    expect([...(application?.owners ?? [])]).toEqual([graph.administratorId]);
    expect(graph.userFlows).toHaveLength(1);
    expect([...(flow?.includeApplications ?? [])]).toEqual([application?.appId]);
  });
});
