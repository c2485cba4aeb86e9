import { mkdirSync, rmdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { describeFailure } from "../../../AppCreationScripts/commandLine/describeFailure.js";
import { parseVariables } from "../../../AppCreationScripts/project/environmentText.js";
import { startTestTenant, type TestTenant } from "../testTenant.js";

/** The number of the call that makes the administrator an owner, in a tenant that has nothing. */
const ownerCall = 5;

/** How often the command tries that call on a new application. */
const tries = 8;

const failureOf = ({ configure }: TestTenant) => configure().then(() => "", describeFailure);

const callsFor = ({ graph }: TestTenant, method: string) =>
  graph.requests.filter((request) => request.method === method && request.path.includes("/owners"));

describe("The administrator becomes an owner of the application", () => {
  test("with the permissions that are asked for, and no more", async () => {
    const tenant = await startTestTenant();
    await tenant.configure();
    expect([...(tenant.graph.applications[0]?.owners ?? [])]).toEqual([tenant.graph.administratorId]);
    expect(callsFor(tenant, "POST")).toHaveLength(1);
  });

  test("and is not made one if the registration has made them one already", async () => {
    const tenant = await startTestTenant();
    tenant.graph.roles = ["Application Developer"];
    await failureOf(tenant);
    expect(tenant.lines).toContain("  found you among the owners");
    expect(callsFor(tenant, "POST")).toEqual([]);
  });
});

describe("If the administrator cannot be made an owner, npm run configure", () => {
  test("names both permissions and the role, and does everything else, each time", async () => {
    const tenant = await startTestTenant();
    tenant.graph.failCall(ownerCall, 403);
    expect(await failureOf(tenant)).toBe("");
    tenant.graph.failCall(tenant.graph.requests.length + 4, 403);
    expect(await failureOf(tenant)).toBe("");
    const told = tenant.lines.filter((line) => line.startsWith("  not done. "));
    expect(told).toHaveLength(2);
    for (const line of told) {
      expect(line).toContain(
        "It needs the permissions Application.ReadWrite.All and Directory.Read.All and the role Application Developer or " +
          "Cloud Application Administrator.",
      );
    }
    expect(tenant.graph.applications).toHaveLength(1);
    expect(tenant.graph.userFlows).toHaveLength(1);
  });

  test("has written to .env which application is this project's, so that the next run completes it", async () => {
    const tenant = await startTestTenant();
    for (let number = ownerCall; number < ownerCall + tries; number += 1) {
      tenant.graph.failCall(number, 500);
    }
    expect(await failureOf(tenant)).toMatch(/^Owner failed\. /);
    const [application] = tenant.graph.applications;
    expect(parseVariables(tenant.read(".env")).CLIENT_ID).toBe(application?.appId);
    expect(application?.owners.size).toBe(0);
    expect(await failureOf(tenant)).toBe("");
    expect(tenant.graph.applications).toEqual([application]);
    expect(application?.owners.size).toBe(1);
  });

  test("gives the application no credential of the one that .env named before", async () => {
    const tenant = await startTestTenant();
    tenant.write(".env", "CLIENT_ID=another\nCLIENT_CREDENTIAL=workload-identity\n");
    for (let number = ownerCall; number < ownerCall + tries; number += 1) {
      tenant.graph.failCall(number, 500);
    }
    expect(await failureOf(tenant)).toMatch(/^Owner failed\. /);
    expect(await failureOf(tenant)).toBe("");
    const [application] = tenant.graph.applications;
    expect(parseVariables(tenant.read(".env"))).toMatchObject({
      CLIENT_CREDENTIAL: "",
      CLIENT_SECRET: application?.passwordCredentials[0]?.secretText,
    });
  });
});

test("If .env cannot be written, the administrator is made an owner, so that the next run completes it", async () => {
  const file = () => path.join(tenant.folder, ".env");
  const tenant: TestTenant = await startTestTenant({
    tools: {
      async signIn() {
        if (tenant.graph.requests.length === 0) {
          mkdirSync(file());
        }
        return { accessToken: tenant.accessToken, objectId: tenant.graph.administratorId };
      },
    },
  });
  expect(await failureOf(tenant)).toMatch(/^Settings failed\. \.env cannot be read: EISDIR/);
  const [application] = tenant.graph.applications;
  expect(application?.owners.size).toBe(1);
  rmdirSync(file());
  expect(await failureOf(tenant)).toBe("");
  expect(tenant.graph.applications).toEqual([application]);
});
