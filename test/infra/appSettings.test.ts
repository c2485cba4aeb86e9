import { describe, expect, test } from "vitest";
import * as z from "zod";
import { loadConfig } from "../../src/config/loadConfig.js";
import { settingNames } from "../../src/config/settings/settings.js";
import { resourceOf, resourcesOf } from "./compiled.js";

const probe = z.object({
  type: z.enum(["Startup", "Liveness", "Readiness"]),
  httpGet: z.object({ path: z.string(), port: z.literal(3000) }),
  periodSeconds: z.number().min(1),
  timeoutSeconds: z.number(),
  failureThreshold: z.number(),
});

const containerApp = z.object({
  configuration: z.object({
    ingress: z.unknown(),
    registries: z.array(z.object({ identity: z.string(), server: z.string() })),
    secrets: z.array(
      z.object({ name: z.string(), keyVaultUrl: z.string().optional(), identity: z.string().optional() }),
    ),
  }),
  template: z.object({
    terminationGracePeriodSeconds: z.number(),
    containers: z.tuple([
      z.object({
        image: z.string(),
        env: z.array(
          z.object({ name: z.string(), value: z.string().optional(), secretRef: z.string().optional() }),
        ),
        probes: z.array(probe),
      }),
    ]),
    scale: z.object({
      minReplicas: z.number(),
      maxReplicas: z.number(),
      rules: z.array(z.object({ http: z.unknown() })),
    }),
  }),
});

const { configuration, template } = containerApp.parse(
  resourceOf("app", "Microsoft.App/containerApps").properties,
);
const [container] = template.containers;

const site = resourceOf("appService", "Microsoft.Web/sites").properties;
const siteSettings = z
  .record(z.string(), z.string())
  .parse(resourceOf("appService", "Microsoft.Web/sites/config").properties);

/** What stands for values that only Azure knows. */
const standIns: Readonly<Record<string, string>> = {
  AZURE_CLIENT_ID: "22222222-2222-4333-8444-555555555555",
  EXPRESS_SESSION_SECRET: "0123456789abcdef0123456789abcdef",
  KEY_VAULT_URL: "https://signin-shop.vault.azure.net/",
  REDIRECT_URI: "https://signin-shop.azurewebsites.net/auth/redirect",
  REDIS_URL: "rediss://signin-shop.westeurope.redis.azure.net:10000",
  APPLICATIONINSIGHTS_CONNECTION_STRING:
    "InstrumentationKey=33333333-2222-4333-8444-555555555555;IngestionEndpoint=https://westeurope-5.in.applicationinsights.azure.com/",
};

const environments = {
  "Container Apps": Object.fromEntries(container.env.map(({ name, value }) => [name, value ?? "[secret]"])),
  "App Service": siteSettings,
};

/** An environment, with stand-ins for expressions. */
function withStandIns(environment: Readonly<Record<string, string>>): Record<string, string | undefined> {
  const entries = Object.entries(environment);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, value.startsWith("[") ? standIns[name] : value]),
  );
}

describe.each(Object.entries(environments))("The environment in %s", (_platform, environment) => {
  const config = loadConfig(withStandIns(environment));

  test("is one that the app takes, for production, without a warning", () => {
    expect(config).toMatchObject({
      production: true,
      port: 3000,
      trustProxy: 1,
      credential: {
        kind: "key-vault",
        holds: "certificate",
        name: "client-certificate",
        identityClientId: standIns.AZURE_CLIENT_ID,
      },
      redis: { cluster: true, identity: { clientId: standIns.AZURE_CLIENT_ID } },
      redirectUri: expect.stringMatching(/^https:.*\/auth\/redirect$/),
      warnings: [],
    });
  });

  test("has no name that the app or the service does not know", () => {
    const own = Object.keys(environment).filter((name) => !/^WEBSITES?_/.test(name));
    expect(settingNames).toEqual(expect.arrayContaining(own));
  });

  test("holds no secret itself", () => {
    expect(environment.EXPRESS_SESSION_SECRET).toMatch(/^\[secret\]$|@Microsoft\.KeyVault\(SecretUri=/);
    expect(environment.APPLICATIONINSIGHTS_CONNECTION_STRING).toMatch(/^\[/);
    expect(environment).not.toHaveProperty("CLIENT_SECRET");
  });
});

describe("The app in Container Apps", () => {
  const drainSeconds = loadConfig(withStandIns(environments["Container Apps"])).drainTime / 1_000;

  test("is reached by https alone, and by no instance in particular", () => {
    expect(configuration.ingress).toMatchObject({
      external: true,
      allowInsecure: false,
      targetPort: 3000,
      stickySessions: { affinity: "none" },
    });
  });

  test("reads the session secret in the vault, its newest version, as its identity", () => {
    const [secret] = configuration.secrets;
    expect(secret).toMatchObject({
      keyVaultUrl: "https://signin-shop.vault.azure.net/secrets/session-secret",
      identity: expect.stringContaining("userAssignedIdentities"),
    });
    expect(container.env).toContainEqual({ name: "EXPRESS_SESSION_SECRET", secretRef: secret?.name });
  });

  test("is pulled as its identity from the registry that azd has pushed it to", () => {
    expect(configuration.registries).toEqual([
      { server: "shop.azurecr.io", identity: expect.stringContaining("userAssignedIdentities") },
    ]);
    expect(container.image).toBe("shop.azurecr.io/customer-sign-in/web:1");
  });

  test("is given the time to end in order, and is out of the way before its drain is over", () => {
    // The 15 seconds are those of src/process/start.ts.
    expect(template.terminationGracePeriodSeconds).toBeGreaterThan(drainSeconds + 15);
    const readiness = container.probes.find(({ type }) => type === "Readiness");
    const out = readiness
      ? readiness.periodSeconds * readiness.failureThreshold + readiness.timeoutSeconds
      : Number.POSITIVE_INFINITY;
    expect(out).toBeLessThan(drainSeconds);
  });

  test("is asked whether it lives and whether it is ready", () => {
    const paths = container.probes.map(({ type, httpGet }) => [type, httpGet.path]);
    expect(Object.fromEntries(paths)).toEqual({
      Startup: "/healthz",
      Liveness: "/healthz",
      Readiness: "/readyz",
    });
  });

  test("runs as two instances or more, by requests", () => {
    expect(template.scale.minReplicas).toBeGreaterThanOrEqual(2);
    expect(template.scale.maxReplicas).toBeGreaterThan(template.scale.minReplicas);
    expect(template.scale.rules).toEqual([expect.objectContaining({ http: expect.anything() })]);
  });
});

describe("The app in App Service", () => {
  const drainSeconds = loadConfig(withStandIns(siteSettings)).drainTime / 1_000;

  test("is reached by https alone, by no instance in particular, and published with no password", () => {
    expect(site).toMatchObject({
      httpsOnly: true,
      clientAffinityEnabled: false,
      siteConfig: { ftpsState: "Disabled", minTlsVersion: "1.2", scmMinTlsVersion: "1.2" },
    });
    const type = "Microsoft.Web/sites/basicPublishingCredentialsPolicies";
    const policies = resourcesOf("appService", type).map(({ properties }) => properties);
    expect(policies).toEqual([{ allow: false }, { allow: false }]);
  });

  test("is the image that was last deployed, pulled as its identity", () => {
    expect(site.siteConfig).toMatchObject({
      linuxFxVersion: "DOCKER|shop.azurecr.io/customer-sign-in/web:1",
      acrUseManagedIdentityCreds: true,
    });
  });

  test("is given the time to end in order, which App Service allows", () => {
    const limit = Number(siteSettings.WEBSITES_CONTAINER_STOP_TIME_LIMIT);
    expect(limit).toBeGreaterThan(drainSeconds + 15);
    expect(limit).toBeLessThanOrEqual(120);
  });

  test("is asked whether it is ready, and runs as two instances or more", () => {
    expect(site.siteConfig).toMatchObject({ healthCheckPath: "/readyz", alwaysOn: true });
    const { profiles } = resourceOf("appService", "Microsoft.Insights/autoscalesettings").properties;
    expect(profiles).toEqual([
      expect.objectContaining({ capacity: { minimum: "2", maximum: "10", default: "2" } }),
    ]);
  });
});
