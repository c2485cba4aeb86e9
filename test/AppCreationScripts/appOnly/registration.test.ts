import { describe, expect, test } from "vitest";
import { describeFailure } from "../../../AppCreationScripts/commandLine/describeFailure.js";
import { startTestTenant, type TestTenant } from "../testTenant.js";

const appOnly = ["--app-only", "--admin-client-id", "11111111-2222-4333-8444-555555555555"] as const;

/** What the documents ask an administrator to grant. */
const documented = [
  "Application.ReadWrite.OwnedBy",
  "DelegatedPermissionGrant.ReadWrite.All",
  "Directory.Read.All",
  "EventListener.ReadWrite.All",
  "Organization.Read.All",
];

/** A tenant in which nobody has a role, and an administration application has these permissions. */
async function startWithPermissions(permissions: readonly string[] = documented): Promise<TestTenant> {
  const tenant: TestTenant = await startTestTenant({
    tools: {
      signIn: async () => ({
        accessToken: tenant.graph.applicationTokenFor(permissions),
        objectId: tenant.graph.administrationAppId,
      }),
    },
  });
  tenant.graph.roles = [];
  return tenant;
}

const without = (...left: readonly string[]) => documented.filter((permission) => !left.includes(permission));

const failureOf = ({ configure }: TestTenant) => configure(...appOnly).then(() => "", describeFailure);

describe("An administration application", () => {
  test.each([
    ["those that are documented", documented],
    [
      "Application.ReadWrite.All in place of OwnedBy",
      [...without("Application.ReadWrite.OwnedBy"), "Application.ReadWrite.All"],
    ],
  ])("registers the app with no person, by the permissions %s, and owns it", async (_which, permissions) => {
    const tenant = await startWithPermissions(permissions);
    await tenant.configure(...appOnly, "--api");
    const { applications, grants, userFlows, administrationAppId } = tenant.graph;
    expect(applications.map(({ owners }) => [...owners])).toEqual([
      [administrationAppId],
      [administrationAppId],
    ]);
    expect(grants).toHaveLength(2);
    expect(userFlows).toHaveLength(1);
  });

  test("says whom it has made an owner", async () => {
    const tenant = await startWithPermissions([...without(), "Application.ReadWrite.All"]);
    await tenant.configure(...appOnly);
    expect(tenant.lines).toContain("  made the administration application an owner");
  });

  test("knows what it has registered without any .env, as in a new clone, and makes nothing twice", async () => {
    const tenant = await startWithPermissions();
    await tenant.configure(...appOnly);
    tenant.write(".env", "");
    await tenant.configure(...appOnly);
    expect(tenant.graph.applications).toHaveLength(1);
    expect(tenant.lines).toContain("  found the administration application among the owners");
  });

  test("removes what it has registered", async () => {
    const tenant = await startWithPermissions();
    await tenant.configure(...appOnly, "--api");
    await tenant.cleanup(...appOnly, "--yes");
    expect(tenant.graph.applications).toEqual([]);
    expect(tenant.graph.userFlows).toEqual([]);
  });

  test("leaves alone what somebody else has registered under the same tag", async () => {
    const tenant = await startWithPermissions();
    await tenant.configure(...appOnly);
    tenant.write(".env", "");
    const owners = tenant.graph.applications[0]?.owners;
    owners?.clear();
    owners?.add(tenant.graph.administratorId);
    expect(await failureOf(tenant)).toContain("the administration application is no owner of it");
    await expect(tenant.cleanup(...appOnly, "--yes")).rejects.toThrow("Registration failed.");
    expect(tenant.graph.applications).toHaveLength(1);
  });
});

describe("An administration application that lacks a permission is told which:", () => {
  test.each([
    ["Tenant", without("Organization.Read.All", "Directory.Read.All"), "permission Organization.Read.All"],
    ["Application", without("Application.ReadWrite.OwnedBy"), "permission Application.ReadWrite.All"],
    [
      "Admin consent",
      without("DelegatedPermissionGrant.ReadWrite.All"),
      "permissions Application.ReadWrite.All and DelegatedPermissionGrant.ReadWrite.All",
    ],
    ["User flow", without("EventListener.ReadWrite.All"), "permission EventListener.ReadWrite.All"],
  ])("%s", async (title, permissions, named) => {
    const message = await failureOf(await startWithPermissions(permissions));
    expect(message).toMatch(new RegExp(`^${title} failed\\. `));
    expect(message).toContain(`This step needs the application ${named} of Microsoft Graph, for which`);
    expect(message).toContain("an administrator has to consent at the\nadministration application.");
    expect(message).not.toContain("Entra role");
    expect(message).toMatch(/Once you have them, run the same command again: it continues\.$/);
  });
});

test("A dry run without a person signs nobody in", async () => {
  const tenant = await startTestTenant({
    tools: {
      signIn: () => {
        throw new Error("Nobody is signed in in a dry run.");
      },
    },
  });
  await tenant.configure(...appOnly, "--dry-run");
  await tenant.cleanup(...appOnly, "--dry-run");
  expect(tenant.graph.requests).toEqual([]);
});
