import { existsSync, readFileSync } from "node:fs";
import { describe, expect, inject, test } from "vitest";
import { parse } from "yaml";
import * as z from "zod";
import { projectFile } from "../support/process/startServer.js";
import { resourceOf } from "./compiled.js";
import { namesIn, namesWithoutDefault, parametersIn } from "./compiler/azdParameters.js";

const docker = z.strictObject({
  path: z.literal("./Dockerfile"),
  context: z.literal("."),
  remoteBuild: z.literal(true),
});

/** Held to the schema of azd 1.31 (schemas/v1.0/azure.yaml.json of Azure/azure-dev), and to the field `condition` that it lacks. */
const service = z.strictObject({
  condition: z.string(),
  project: z.literal("."),
  language: z.literal("ts"),
  host: z.enum(["containerapp", "appservice"]),
  module: z.string().optional(),
  docker,
  env: z.record(z.string(), z.string()).optional(),
});

const hook = (shell: string) =>
  z.strictObject({ shell: z.literal(shell), run: z.string(), interactive: z.literal(true) });

const { services, hooks, infra } = z
  .strictObject({
    name: z.string().regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/),
    requiredVersions: z.strictObject({ azd: z.literal(">= 1.29.0") }),
    infra: z.strictObject({ provider: z.literal("bicep"), path: z.string(), module: z.string() }),
    services: z.strictObject({ web: service, "web-app-service": service }),
    hooks: z.strictObject({
      postprovision: z.strictObject({ posix: hook("sh"), windows: hook("pwsh") }),
    }),
  })
  .parse(parse(readFileSync(projectFile("azure.yaml"), "utf8")));

/** What azd sets itself, and what a person sets: see docs/azure.md. */
const setBefore = [
  ...["AZURE_ENV_NAME", "AZURE_LOCATION", "AZURE_PRINCIPAL_ID"],
  ...["SERVICE_WEB_IMAGE_NAME", "SERVICE_WEB_APP_SERVICE_IMAGE_NAME"],
  ...["TENANT_SUBDOMAIN", "CLIENT_ID", "ADMINISTRATOR_ADDRESS", "ALERT_EMAIL"],
];

describe("azure.yaml", () => {
  test("provisions from a template that is there", () => {
    expect(existsSync(projectFile(`${infra.path}/${infra.module}.bicep`))).toBe(true);
    expect(existsSync(projectFile(`${infra.path}/${infra.module}.parameters.json`))).toBe(true);
  });

  test("deploys to Container Apps with a template that is there, and azd takes with its parameters", () => {
    expect(services.web).toMatchObject({ host: "containerapp", module: "web" });
    expect(existsSync(projectFile("infra/web.bicep"))).toBe(true);
    expect(existsSync(projectFile("infra/web.parameters.json"))).toBe(true);
  });

  test("deploys to one service alone, which HOSTING_PLATFORM chooses", () => {
    expect(services.web.condition).toBe(`\${HOSTING_PLATFORM:-true}`);
    expect(services["web-app-service"]).toMatchObject({
      condition: `\${HOSTING_PLATFORM/appService/true}`,
      host: "appservice",
      env: { CLIENT_ID: `\${CLIENT_ID}` },
    });
  });

  test("finds each service by its tag", () => {
    expect(resourceOf("app", "Microsoft.App/containerApps").tags).toEqual({
      "azd-env-name": "shop",
      "azd-service-name": "web",
    });
    expect(resourceOf("appService", "Microsoft.Web/sites").tags).toEqual({
      "azd-env-name": "shop",
      "azd-service-name": "web-app-service",
    });
  });

  test("registers the app after provisioning, by a script for each system", () => {
    expect(hooks.postprovision.posix.run).toBe("infra/hooks/registerApp.sh");
    expect(hooks.postprovision.windows.run).toBe("infra/hooks/registerApp.ps1");
  });
});

describe("The parameters that azd gives", () => {
  test.each(["main", "web"] as const)("are those of infra/%s.bicep", (name) => {
    const declared = Object.keys(inject("compiled")[name].parameters);
    const given = Object.keys(parametersIn(`infra/${name}.parameters.json`));
    const ownDefault = name === "main" ? ["newSessionSecret"] : ["location"];
    expect([...given, ...ownDefault].sort()).toEqual(declared.sort());
  });

  test("come from what is set before, and from what the provision puts out", () => {
    const { outputs } = inject("compiled").main;
    expect(setBefore).toEqual(expect.arrayContaining([...namesWithoutDefault("infra/main.parameters.json")]));
    expect([...setBefore, ...Object.keys(outputs)]).toEqual(
      expect.arrayContaining([...namesWithoutDefault("infra/web.parameters.json")]),
    );
  });

  test("are explained, if a person may set them", () => {
    const page = readFileSync(projectFile("docs/azure.md"), "utf8");
    const rows = [...page.matchAll(/^\| (`[A-Z_`, ]+`) \|/gm)].flatMap(
      ([, names = ""]) => names.match(/\w+/g) ?? [],
    );
    const { main } = inject("compiled");
    const hook = readFileSync(projectFile("infra/hooks/registerApp.sh"), "utf8");
    const ofPeople = [
      ...namesIn("infra/main.parameters.json"),
      ...namesIn("infra/web.parameters.json"),
      ...[...hook.matchAll(/\$\{([A-Z_]+):-\}/g)].map(([, name = ""]) => name),
    ].filter(
      (name) =>
        !/^(?:AZURE|SERVICE)_/.test(name) && !["APP_URL", "KEY_VAULT_URL", "REDIS_URL"].includes(name),
    );
    expect([...new Set(ofPeople)].sort()).toEqual([...rows].sort());
    expect(Object.keys(main.outputs)).toEqual(
      expect.arrayContaining(["APP_URL", "KEY_VAULT_URL", "REDIS_URL"]),
    );
  });

  test("hold no secret", () => {
    const given = {
      ...parametersIn("infra/main.parameters.json"),
      ...parametersIn("infra/web.parameters.json"),
    };
    expect(JSON.stringify(given)).not.toMatch(/secret|password|key\b|ConnectionString/i);
  });
});

describe("The outputs", () => {
  test("name the address to register, and what the hook and the deployment need", () => {
    expect(Object.keys(inject("compiled").main.outputs)).toEqual(
      expect.arrayContaining([
        ...["APP_URL", "REDIRECT_URI", "KEY_VAULT_URL", "CERTIFICATE_NAME", "AZURE_CLIENT_ID", "REDIS_URL"],
        "AZURE_CONTAINER_REGISTRY_ENDPOINT",
      ]),
    );
  });
});
