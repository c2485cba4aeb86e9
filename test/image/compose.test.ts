import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import * as z from "zod";
import { loadConfig } from "../../src/config/loadConfig.js";
import { settingNames } from "../../src/config/settings/settings.js";
import { productionEnvironment } from "../support/app/environments.js";
import { projectFile } from "../support/process/startServer.js";

const service = z.object({
  image: z.string().optional(),
  command: z.array(z.string()).optional(),
  volumes: z.array(z.string()).optional(),
});
const { services } = z
  .object({
    services: z.object({
      app: z.strictObject({
        build: z.literal("."),
        env_file: z.literal(".env"),
        environment: z.record(z.string(), z.string()),
        deploy: z.object({ replicas: z.number() }),
        read_only: z.literal(true),
        cap_drop: z.tuple([z.literal("ALL")]),
        security_opt: z.tuple([z.literal("no-new-privileges:true")]),
        stop_grace_period: z.templateLiteral([z.number(), "s"]),
        depends_on: z.unknown(),
        restart: z.string(),
      }),
      redis: service,
      balancer: service.extend({ ports: z.array(z.string()) }),
    }),
  })
  .parse(parse(readFileSync(projectFile("compose.yaml"), "utf8")));
const { app, redis, balancer } = services;

describe("haproxy.cfg", () => {
  const lines = readFileSync(projectFile("haproxy.cfg"), "utf8")
    .split("\n")
    .map((line) => line.trim());

  test.each(["For", "Host"])("believes no browser's X-Forwarded-%s", (name) => {
    expect(lines).toContain(`http-request del-header X-Forwarded-${name}`);
  });

  test("gives a request's headers a time of their own, so that slow ones hold no connection", () => {
    expect(lines).toContain("timeout http-request 10s");
  });
});

describe("compose.yaml", () => {
  test("sets nothing that the app does not know, and no secret", () => {
    const names = Object.keys(app.environment);
    expect(settingNames).toEqual(expect.arrayContaining(names));
    expect(names.filter((name) => /SECRET|PASSWORD|CERTIFICATE|CREDENTIAL|CLIENT/.test(name))).toEqual([]);
    expect(new URL(app.environment.REDIS_URL ?? "").password).toBe("");
  });

  test("gives the app what production needs, with the .env that the registration has written for this machine", () => {
    const config = loadConfig({
      ...productionEnvironment,
      REDIRECT_URI: "http://localhost:3000/auth/redirect",
      POST_LOGOUT_REDIRECT_URI: "http://localhost:3000/",
      ...app.environment,
    });
    expect(config).toMatchObject({
      production: true,
      port: 3000,
      host: "0.0.0.0",
      trustProxy: 1,
      redis: { url: "redis://redis:6379", cluster: false },
      warnings: [],
    });
    expect(balancer.ports).toEqual(["127.0.0.1:3000:3000"]);
  });

  test("runs several instances, and gives each the time to end in order", () => {
    const { drainTime } = loadConfig({ ...productionEnvironment, ...app.environment });
    expect(app.deploy.replicas).toBeGreaterThanOrEqual(2);
    // The 15 seconds are those of src/process/start.ts.
    expect(Number.parseInt(app.stop_grace_period, 10) * 1_000).toBeGreaterThan(drainTime + 15_000);
  });

  test("lets Redis throw no session away, and keep them when it is started again", () => {
    const command = (redis.command ?? []).join(" ");
    expect(command).toContain("--maxmemory-policy noeviction");
    expect(command).toContain("--appendonly yes");
    expect(redis.volumes).toEqual(["sessions:/data"]);
  });

  test("names images by a version, and mounts files that exist", () => {
    for (const { image, volumes = [] } of [redis, balancer]) {
      expect(image).toMatch(/^[a-z]+:\d+(?:\.\d+)?-alpine$/);
      const files = volumes.flatMap((volume) => /^\.\/([^:]+):/.exec(volume)?.[1] ?? []);
      expect(files.filter((file) => !existsSync(projectFile(file)))).toEqual([]);
    }
    expect(balancer.volumes).toEqual(["./haproxy.cfg:/usr/local/etc/haproxy/haproxy.cfg:ro"]);
  });
});
