import { describe, expect, test } from "vitest";
import { describeFailure } from "../../../AppCreationScripts/commandLine/describeFailure.js";
import { startTestTenant, type TestTenant } from "../testTenant.js";

const failureOf = ({ configure }: TestTenant) => configure().then(() => "", describeFailure);

describe("A refused step says what is missing:", () => {
  test.each([
    [
      "Application",
      [],
      "Application.ReadWrite.All",
      "Application Developer or Cloud Application Administrator",
    ],
    [
      "Admin consent",
      ["Application Developer"],
      "DelegatedPermissionGrant.ReadWrite.All",
      "Cloud Application Administrator or Privileged Role Administrator",
    ],
    [
      "User flow",
      ["Cloud Application Administrator"],
      "EventListener.ReadWrite.All",
      "External ID User Flow Administrator",
    ],
  ])("%s, for an administrator with the roles %j", async (title, roles, permission, needed) => {
    const tenant = await startTestTenant();
    tenant.graph.roles = roles;
    const message = await failureOf(tenant);
    expect(message).toMatch(
      new RegExp(
        `^${title} failed\\. Insufficient privileges to complete the operation\\. ` +
          "\\(403, Authorization_RequestDenied, request [0-9a-f-]{36}\\)\\n",
      ),
    );
    expect(message).toMatch(new RegExp(`the permissions? .*\\b${permission} of Microsoft Graph`));
    expect(message).toMatch(
      /\nWhat is done so far stays\. Once you have them, run the same command again: it continues\.$/,
    );
    expect(message).toContain(`the Entra role ${needed}.`);
  });

  test("everything is done once the roles are there", async () => {
    const tenant = await startTestTenant();
    for (const roles of [[], ["Application Developer"], ["Cloud Application Administrator"]]) {
      tenant.graph.roles = roles;
      expect(await failureOf(tenant)).not.toBe("");
    }
    tenant.graph.roles = ["Cloud Application Administrator", "External ID User Flow Administrator"];
    expect(await failureOf(tenant)).toBe("");
    expect(tenant.graph.applications).toHaveLength(1);
    expect(tenant.graph.userFlows).toHaveLength(1);
  });

  test("a service principal, of which Graph says that its application is not in the tenant", async () => {
    const tenant = await startTestTenant();
    await tenant.configure();
    const [application] = tenant.graph.applications;
    tenant.graph.roles = [];
    tenant.graph.forgetServicePrincipals();
    const message = await failureOf(tenant);
    expect(message).toMatch(/^Service principal failed\. .* must in the local tenant \(403, /);
    expect(message).toContain("a new application that it does not know everywhere yet");
    expect(message).toContain("It also says this if rights are missing.");
    expect(message).toContain("the Entra role Application Developer or Cloud Application Administrator.");
    expect(tenant.graph.applications).toEqual([application]);
  });

  test("a token that Graph does not take", async () => {
    const signIn = async () => ({ accessToken: "stale-token", objectId: "" });
    const message = await failureOf(await startTestTenant({ tools: { signIn } }));
    expect(message).toMatch(/^Tenant failed\. .* \(401, InvalidAuthenticationToken, request /);
    expect(message).toContain("Run the same command again");
    expect(message).not.toContain("stale-token");
  });
});

/** A tenant in which a second application has the tag of the first, which `.env` names. */
async function twoWithOneTag() {
  const tenant = await startTestTenant();
  await tenant.configure("--name", "one");
  const text = tenant.read(".env");
  await tenant.configure("--name", "two");
  const [one, two] = tenant.graph.applications;
  Object.assign(two ?? {}, { tags: one?.tags });
  tenant.write(".env", text);
  return { tenant, one, two };
}

test("Of several applications with the tag, npm run configure takes the one that .env names", async () => {
  const { tenant, one, two } = await twoWithOneTag();
  const before = structuredClone(two);
  await tenant.configure("--name", "one", "--graph");
  expect(one?.requiredResourceAccess[0]?.resourceAccess).toHaveLength(3);
  expect(two).toEqual(before);
});

describe("npm run configure stops", () => {
  test("at a workforce tenant", async () => {
    const workforce = {
      id: "aaaabbbb-0000-4ccc-8ddd-eeeeffff0000",
      initialDomain: "fabrikam.onmicrosoft.com",
      tenantType: "AAD",
    } as const;
    const tenant = await startTestTenant({ tenant: workforce });
    expect(await failureOf(tenant)).toMatch(
      /^Tenant failed\. fabrikam\.onmicrosoft\.com is no external tenant but one of type AAD/,
    );
    expect(tenant.graph.requests).toHaveLength(1);
  });

  test("if somebody else owns the application with the tag, and names the owners", async () => {
    const tenant = await startTestTenant();
    await tenant.configure();
    tenant.write(".env", "");
    const [application] = tenant.graph.applications;
    const stranger = "99999999-0000-4000-8000-000000000000";
    application?.owners.clear();
    application?.owners.add(stranger);
    const before = tenant.graph.requests.length;
    const message = await failureOf(tenant);
    expect(message).toContain(`Express sign-in app (${application?.appId}) has the tag of this app`);
    expect(message).toContain(`Its owners are: ${stranger}. `);
    expect(message).toContain("choose another --name");
    expect(tenant.graph.requests.slice(before).every(({ method }) => method === "GET")).toBe(true);
    application?.owners.add(tenant.graph.administratorId);
    expect(await failureOf(tenant)).toBe("");
  });

  test("if several applications have the tag, and names them", async () => {
    const { tenant, one, two } = await twoWithOneTag();
    tenant.write(".env", "");
    const message = await tenant.configure("--name", "one").then(() => "", describeFailure);
    expect(message).toContain(`one (${one?.appId}), two (${two?.appId})`);
    expect(message).toMatch(/What is done so far stays\.$/);
    expect(tenant.graph.applications).toHaveLength(2);
  });
});
