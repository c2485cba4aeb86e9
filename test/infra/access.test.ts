import { describe, expect, inject, test } from "vitest";
import * as z from "zod";
import { type Deployment, resourceOf, resourcesOf } from "./compiled.js";

const platforms = ["containerApps", "appService"] as const satisfies readonly Deployment[];

const role = z.object({
  roleDefinitionId: z.string(),
  principalId: z.string(),
  principalType: z.string(),
});

const roles = {
  "7f951dda-4ed3-4680-a7ca-43fe172d538d": "AcrPull",
  "4633458b-17de-408a-b874-0445c86b69e6": "Key Vault Secrets User",
  "a4417e6f-fecd-4de8-b567-7b0420556985": "Key Vault Certificates Officer",
};

/** An expression by which a module names the app's identity. */
const appIdentity = /^\[reference\(.*'identity-.*\)\.outputs\.principalId\.value\]$/;

describe.each(platforms)("What %s makes", (deployment) => {
  test("gives the app two roles, and whoever provisions one", () => {
    const given = resourcesOf(deployment, "Microsoft.Authorization/roleAssignments").map(({ properties }) => {
      const { roleDefinitionId, principalId } = role.parse(properties);
      const id = roleDefinitionId.split("/").at(-1) ?? "";
      return [
        appIdentity.test(principalId) ? "app" : principalId,
        z.record(z.string(), z.string()).parse(roles)[id],
      ];
    });
    expect(given.sort()).toEqual([
      ["44444444-5555-4666-8777-888888888888", "Key Vault Certificates Officer"],
      ["app", "AcrPull"],
      ["app", "Key Vault Secrets User"],
    ]);
  });

  test("gives each role on one resource alone", () => {
    const scope =
      /\/providers\/Microsoft\.(?:KeyVault\/vaults|ContainerRegistry\/registries)\/signin-?\w+['/]/;
    for (const { id } of resourcesOf(deployment, "Microsoft.Authorization/roleAssignments")) {
      expect(id).toMatch(scope);
    }
  });

  test("has a Redis that takes no key and no plain connection, and throws no session away", () => {
    expect(resourceOf(deployment, "Microsoft.Cache/redisEnterprise").properties).toMatchObject({
      minimumTlsVersion: "1.2",
    });
    expect(resourceOf(deployment, "Microsoft.Cache/redisEnterprise/databases").properties).toMatchObject({
      accessKeysAuthentication: "Disabled",
      clientProtocol: "Encrypted",
      evictionPolicy: "NoEviction",
      port: 10000,
    });
    const type = "Microsoft.Cache/redisEnterprise/databases/accessPolicyAssignments";
    expect(resourceOf(deployment, type).properties).toEqual({
      accessPolicyName: "default",
      user: { objectId: expect.stringMatching(appIdentity) },
    });
  });

  test("has a vault that only roles open, and a registry without a password", () => {
    const vault = resourceOf(deployment, "Microsoft.KeyVault/vaults").properties;
    expect(vault).toMatchObject({ enableRbacAuthorization: true, enableSoftDelete: true });
    expect(vault).not.toHaveProperty("accessPolicies");
    expect(resourceOf(deployment, "Microsoft.ContainerRegistry/registries").properties).toMatchObject({
      adminUserEnabled: false,
      anonymousPullEnabled: false,
    });
  });

  test("asks nobody for a key", () => {
    expect(JSON.stringify(inject("compiled").resources[deployment])).not.toMatch(/list(?:Keys|Credentials)/i);
  });

  test("leaves the network open, or closes it, as asked", () => {
    const closed = deployment === "appService";
    expect(resourceOf(deployment, "Microsoft.Cache/redisEnterprise").properties.publicNetworkAccess).toBe(
      closed ? "Disabled" : "Enabled",
    );
    expect(resourceOf(deployment, "Microsoft.KeyVault/vaults").properties.networkAcls).toMatchObject({
      defaultAction: closed ? "Deny" : "Allow",
      ipRules: closed ? [{ value: "192.0.2.17" }] : [],
    });
    const zones = resourcesOf(deployment, "Microsoft.Network/privateDnsZones").map(({ name }) => name);
    expect(zones.sort()).toEqual(
      closed ? ["privatelink.redis.azure.net", "privatelink.vaultcore.azure.net"] : [],
    );
    expect(resourcesOf(deployment, "Microsoft.Network/privateEndpoints")).toHaveLength(zones.length);
  });
});

describe("The session secret", () => {
  const secret = () => resourceOf("containerApps", "Microsoft.KeyVault/vaults/secrets");

  test("is random, long enough, and made in the vault", () => {
    expect(secret().properties.value).toBe("[format('{0}{1}', newGuid(), newGuid())]");
  });

  test("is written by the first provision alone", () => {
    expect(inject("compiled").main.madeOnce).toEqual(["Microsoft.KeyVault/vaults/secrets"]);
  });
});

describe.each(["main", "web"] as const)("The template %s", (name) => {
  test("takes no secret but the one that it makes itself, and that is secure", () => {
    const secure = Object.entries(inject("compiled")[name].parameters).filter(
      ([, { type }]) => type === "securestring",
    );
    expect(secure.map(([parameter]) => parameter)).toEqual(name === "main" ? ["newSessionSecret"] : []);
  });

  test("puts out no secret", () => {
    const { outputs } = inject("compiled")[name];
    expect(JSON.stringify(outputs)).not.toMatch(/secret|ConnectionString|key\b|password/i);
    expect(Object.values(outputs).map(({ type }) => type)).not.toContain("securestring");
  });
});
