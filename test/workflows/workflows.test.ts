import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import * as z from "zod";
import { loadConfig } from "../../src/config/loadConfig.js";
import { projectFile } from "../support/process/startServer.js";
import { faultsInWorkflow } from "../support/workflows/workflowParser.js";

const permissions = z.record(z.string(), z.enum(["read", "write", "none"]));
const step = z.looseObject({
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.unknown()).optional(),
});
const workflow = z.looseObject({
  on: z.record(z.string(), z.unknown()),
  permissions,
  concurrency: z.looseObject({ group: z.string() }),
  jobs: z.record(
    z.string(),
    z.looseObject({
      if: z.string().optional(),
      needs: z.array(z.string()).optional(),
      environment: z.string().optional(),
      permissions,
      env: z.record(z.string(), z.string()).optional(),
      "timeout-minutes": z.number(),
      steps: z.array(step),
    }),
  ),
});
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(projectFile("package.json"), "utf8")));

const folder = ".github/workflows";
const workflows = readdirSync(projectFile(folder)).map((name) => {
  const text = readFileSync(projectFile(`${folder}/${name}`), "utf8");
  return { ...workflow.parse(parse(text)), name, text };
});

test("GitHub's parser tells a workflow that is wrong", async () => {
  const text = `
on: push
jobs:
  a:
    runs-on: ubuntu-24.04
    if: \${{ secret.x == 1 }}
    stepz: []
`;
  expect(await faultsInWorkflow("wrong.yml", text)).toEqual([
    expect.stringContaining("Unrecognized named-value: 'secret'"),
    expect.stringContaining("Unexpected value 'stepz'"),
  ]);
});

test("Dependabot keeps the actions, the packages and the images up to date", () => {
  const { updates } = z
    .object({
      updates: z.array(z.looseObject({ "package-ecosystem": z.string(), directory: z.literal("/") })),
    })
    .parse(parse(readFileSync(projectFile(".github/dependabot.yml"), "utf8")));
  const ecosystems = updates.map((update) => update["package-ecosystem"]);
  expect(ecosystems.sort()).toEqual(["docker", "docker-compose", "github-actions", "npm"]);
});

describe.each(workflows)("$name", ({ name, text, on, permissions, jobs }) => {
  const steps = Object.values(jobs).flatMap((job) => job.steps);
  const commands = steps.flatMap(({ run }) => run ?? []);
  const actions = steps.flatMap(({ uses }) => uses ?? []);

  test("is what GitHub's own parser takes", async () => {
    expect(await faultsInWorkflow(name, text)).toEqual([]);
  });

  test("names each action by a commit, with its version for people and Dependabot", () => {
    const lines = text.split("\n").filter((line) => /\buses:/.test(line));
    expect(lines).toHaveLength(actions.length);
    for (const line of lines) {
      expect(line).toMatch(/^ +(?:- )?uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    }
  });

  test("names one commit alone of each action", () => {
    const named = new Set(actions);
    expect(new Set([...named].map((action) => action.split("@")[0])).size).toBe(named.size);
  });

  test("leaves no token behind in the checkout", () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith("actions/checkout@"));
    expect(checkouts).toHaveLength(Object.keys(jobs).length);
    for (const checkout of checkouts) {
      expect(checkout.with).toMatchObject({ "persist-credentials": false });
    }
  });

  test("may do nothing but what each job says that it may", () => {
    expect(permissions).toEqual({});
    for (const [job, { permissions }] of Object.entries(jobs)) {
      const token = job === "deploy" ? { "id-token": "write" } : {};
      expect(permissions, job).toEqual({ contents: "read", ...token });
    }
  });

  test("gives its token to no pull request, and to no branch but main", () => {
    expect(Object.keys(on).sort()).toEqual(["pull_request", "push", "schedule", "workflow_dispatch"]);
    expect(on.push).toEqual({ branches: ["main"] });
    for (const { permissions, if: condition, environment } of Object.values(jobs)) {
      if ("id-token" in permissions) {
        expect(condition?.split(" && ")).toEqual([
          "github.event_name != 'pull_request'",
          "github.ref == 'refs/heads/main'",
          expect.stringMatching(/^vars\.\w+ != ''$/),
        ]);
        expect(environment).toBe("production");
      }
    }
  });

  test("deploys only what has passed everything else", () => {
    const others = Object.keys(jobs).filter((job) => job !== "deploy");
    expect([...(jobs.deploy?.needs ?? [])].sort()).toEqual(others.sort());
  });

  test("has no secret", () => {
    expect(text).not.toMatch(/\bsecrets\b|github\.token|GITHUB_TOKEN/i);
  });

  test("puts no expression into a shell's command, and nothing but variables and the run's own facts into any other place", () => {
    for (const command of commands) {
      expect(command).not.toContain("${{");
    }
    for (const [, expression] of text.matchAll(/\$\{\{(.*?)\}\}/gs)) {
      expect(expression?.trim()).toMatch(
        /^(?:vars\.\w+|github\.workflow|github\.ref|github\.event_name == 'pull_request')$/,
      );
    }
  });

  test("ends each job in time", () => {
    for (const job of Object.values(jobs)) {
      expect(job["timeout-minutes"]).toBeLessThanOrEqual(90);
    }
  });

  test("runs scripts that package.json has", () => {
    const named = commands.flatMap((command) =>
      [...command.matchAll(/npm run ([\w:-]+)/g)].flatMap(([, script]) => script ?? []),
    );
    expect(named).toContain("check");
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));
  });
});

const pipeline = workflows.find(({ name }) => name === "pipeline.yml");
const page = readFileSync(projectFile("docs/pipeline.md"), "utf8");

test("docs/pipeline.md sets each variable that the pipeline reads, and lets its environment be trusted", () => {
  const variables = new Set([...(pipeline?.text ?? "").matchAll(/\bvars\.(\w+)/g)].map(([, name]) => name));
  const together = [...page.matchAll(/for name in ([A-Z_ ]+); do\n/g)].flatMap(([, names = ""]) =>
    names.split(" "),
  );
  const alone = [...page.matchAll(/gh variable set ([A-Z_]+) /g)].map(([, name]) => name);
  expect([...together, ...alone].sort()).toEqual([...variables].sort());
  const subjects = [...page.matchAll(/\\"subject\\": \\"repo:\$REPOSITORY:environment:(\w+)\\"/g)];
  expect(subjects.map(([, name]) => name)).toEqual(Array(2).fill(pipeline?.jobs.deploy?.environment));
});

test("the pipeline gives the hook each value that it reads, but what azd knows itself and what lies in a file", () => {
  const hook = readFileSync(projectFile("infra/hooks/registerApp.sh"), "utf8");
  const read = new Set([...hook.matchAll(/\$\{([A-Z_]+):-\}/g)].map(([, name = ""]) => name));
  const given = Object.keys(pipeline?.jobs.deploy?.env ?? {});
  expect([...read].filter((name) => !given.includes(name)).sort()).toEqual([
    "ADMIN_CERTIFICATE",
    "APP_URL",
    "KEY_VAULT_URL",
  ]);
});

test("the pipeline deploys each month, so that the certificate is renewed before an alert tells of its end", () => {
  const schedule = z.array(z.object({ cron: z.string() })).parse(pipeline?.on.schedule);
  // A day that each month has.
  expect(schedule).toEqual([
    { cron: expect.stringMatching(/^[1-5]?\d (?:1?\d|2[0-3]) (?:[1-9]|1\d|2[0-8]) \* \*$/) },
  ]);
});

test("the pipeline gives each parameter of the deployment that it can know", () => {
  const parameters = readFileSync(projectFile("infra/main.parameters.json"), "utf8");
  const names = [...parameters.matchAll(/"\$\{(\w+)/g)].map(([, name]) => name);
  // azd finds out who it is itself, and the image of App Service is known only after a deployment.
  const known = names.filter(
    (name) => !/^(?:AZURE_PRINCIPAL_ID|SERVICE_WEB_APP_SERVICE_IMAGE_NAME)$/.test(name ?? ""),
  );
  expect(known).toContain("PRIVATE_NETWORK");
  expect(Object.keys(pipeline?.jobs.deploy?.env ?? {})).toEqual(expect.arrayContaining(known));
});

test("the image starts with the settings that the pipeline writes for it", () => {
  const { services } = z
    .object({
      services: z.looseObject({ app: z.looseObject({ environment: z.record(z.string(), z.string()) }) }),
    })
    .parse(parse(readFileSync(projectFile("compose.yaml"), "utf8")));
  const lines = [...(pipeline?.text ?? "").matchAll(/echo "([A-Z_]+)=(.*)"$/gm)];
  const settings = lines.map(([, name, value = ""]) => [
    name,
    value.replace("$(openssl rand -hex 32)", "0123456789abcdef".repeat(4)),
  ]);
  const { redirectUri, redis } = loadConfig({ ...Object.fromEntries(settings), ...services.app.environment });
  expect(redirectUri).toBe("http://localhost:3000/auth/redirect");
  expect(redis?.url).toBe(services.app.environment.REDIS_URL);
});
