import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { builtProgram } from "./support/process/startServer.js";

const sourceMap = z.object({ sources: z.array(z.string()) });

describe("the build", () => {
  let folder: string;
  let first: string[];

  beforeAll(() => {
    folder = path.dirname(builtProgram("server"));
    const start = readdirSync(folder).filter((name) => /^start-\w+\.js$/.test(name));
    first = [...loadedWith(["server.js", ...start])];
  });

  test.each([
    "@azure/msal-node",
    "@opentelemetry/api",
    "@opentelemetry/sdk-trace",
    "@opentelemetry/sdk-metrics",
    "@opentelemetry/exporter-metrics-otlp-proto",
    "@opentelemetry/exporter-prometheus",
    "axios",
    "redis",
  ])("has %s load later than the first page", (name) => {
    expect(packagesIn(readdirSync(folder).filter((file) => file.endsWith(".js")))).toContain(name);
    expect(packagesIn(first)).toContain("express");
    expect(packagesIn(first)).not.toContain(name);
  });

  test("keeps the names of functions and classes, for stack traces and logs", () => {
    const code = first.map(read).join("\n");
    // Not by `toContain`, which would print all of it.
    expect(code.includes("function createApp(")).toBe(true);
    expect(/\bAuthError=class extends LoggableError\b/.test(code)).toBe(true);
  });

  /** The files that are loaded with some, not those that they load when they need them. */
  function loadedWith(files: readonly string[], known = new Set<string>()): Set<string> {
    for (const file of files.filter((one) => !known.has(one))) {
      known.add(file);
      const imports = read(file).matchAll(/(?:from|import)\s*"\.\/([\w-]+\.js)"/g);
      loadedWith(
        [...imports].map(([, name = ""]) => name),
        known,
      );
    }
    return known;
  }

  function packagesIn(files: readonly string[]): Set<string> {
    const sources = files.flatMap((file) => sourceMap.parse(JSON.parse(read(`${file}.map`))).sources);
    return new Set(
      sources.flatMap((source) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ?? []),
    );
  }

  function read(file: string): string {
    return readFileSync(path.join(folder, file), "utf8");
  }
});
