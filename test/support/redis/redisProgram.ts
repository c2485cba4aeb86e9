import type { TestProject } from "vitest/node";
import { type NeededProgram, needPrograms } from "../process/neededPrograms.js";
import { findOnPath } from "../process/programs.js";

export const redis: NeededProgram = {
  name: "Redis",
  find: () => findOnPath("redis-server", "valkey-server"),
  debianPackage: "redis-server",
  advice: "install redis-server or valkey-server, so that PATH has it",
};

/** Finds the Redis to start. */
export function redisProgram(): string {
  const program = redis.find();
  if (!program) {
    throw new Error(`${redis.name} is missing: ${redis.advice}.`);
  }
  return program;
}

/** Runs once before the tests, which would otherwise install it all at the same time. */
export default function setup(project: TestProject): void {
  needPrograms(project, [redis]);
}
