import type { TestProject } from "vitest/node";
import { findOnPath, installWithApt } from "../process/programs.js";

declare module "vitest" {
  interface ProvidedContext {
    haproxyPath: string;
  }
}

const advice = "These tests need HAProxy: install haproxy, so that PATH has it.";

/** Finds the load balancer that the tests start, or installs it; runs once before them. */
export default function setup(project: TestProject): void {
  const find = () => findOnPath("haproxy");
  if (!find()) {
    installWithApt("haproxy", advice);
  }
  const program = find();
  if (!program) {
    throw new Error(advice);
  }
  project.provide("haproxyPath", program);
}
