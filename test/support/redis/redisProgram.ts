import { findOnPath, installWithApt } from "../process/programs.js";

const advice = "Redis is needed here: install redis-server or valkey-server, so that PATH has it.";

/** Finds the Redis to start, or installs it. */
export function redisProgram(): string {
  const find = () => findOnPath("redis-server", "valkey-server");
  if (!find()) {
    installWithApt("redis-server", advice);
  }
  const program = find();
  if (!program) {
    throw new Error(advice);
  }
  return program;
}

/** Runs once before the tests, which would otherwise install it all at the same time. */
export default function setup(): void {
  redisProgram();
}
