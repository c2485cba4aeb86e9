import type { TestProject } from "vitest/node";
import { type NeededProgram, needPrograms } from "../process/neededPrograms.js";
import { findOnPath } from "../process/programs.js";
import { redis } from "../redis/redisProgram.js";

declare module "vitest" {
  interface ProvidedContext {
    haproxyPath: string;
  }
}

const haproxy: NeededProgram = {
  name: "HAProxy",
  find: () => findOnPath("haproxy"),
  debianPackage: "haproxy",
  advice: "install haproxy, so that PATH has it",
};

/** Finds the load balancer and the Redis that the tests start; runs once before them. */
export default function setup(project: TestProject): void {
  needPrograms(project, [redis, haproxy]);
  project.provide("haproxyPath", haproxy.find() ?? "");
}
