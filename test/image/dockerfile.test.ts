import { readFileSync } from "node:fs";
import { validate } from "dockerfile-utils";
import { describe, expect, test } from "vitest";
import { stagesOf } from "../support/image/dockerfile.js";
import { projectFile } from "../support/process/startServer.js";

const dockerfile = readFileSync(projectFile("Dockerfile"), "utf8");
const stages = stagesOf(dockerfile);

describe("the Dockerfile", () => {
  test("has no fault that a linter finds", () => {
    expect(validate(dockerfile)).toEqual([]);
  });

  test("begins with images of Node.js 24 alone, and the last is one without a shell and a package manager", () => {
    const names = stages.map(({ name }) => name);
    const images = stages.map(({ base }) => base).filter((base) => !names.includes(base));
    expect(images).toEqual(["node:24-slim", "gcr.io/distroless/nodejs24-debian13:nonroot"]);
    expect(stages.at(-1)?.base).toBe(images.at(-1));
  });

  test("installs packages before it copies a source, so that a change of one installs nothing", () => {
    for (const { instructions } of stages) {
      const install = instructions.findIndex(({ content }) => content.startsWith("npm ci"));
      const before = instructions.slice(0, Math.max(install, 0)).map(({ content }) => content);
      expect(before).toEqual([]);
    }
    expect(stages[0]?.instructions.at(-1)?.content).toBe("package.json package-lock.json ./");
  });

  test("runs no script of a package that it installs", () => {
    const installs = stages.flatMap(({ instructions }) =>
      instructions.filter(({ content }) => content.startsWith("npm ")).map(({ content }) => content),
    );
    expect(installs).toEqual(["npm ci --ignore-scripts", "npm ci --omit=dev --ignore-scripts"]);
  });
});
