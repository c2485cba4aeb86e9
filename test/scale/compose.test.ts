import { execFileSync } from "node:child_process";
import { expect, inject, test } from "vitest";
import { projectFile } from "../support/process/startServer.js";

test("the load balancer of compose.yaml can be started with its configuration", () => {
  const output = execFileSync(inject("haproxyPath"), ["-c", "-V", "-f", projectFile("haproxy.cfg")], {
    encoding: "utf8",
  });
  expect(output).toContain("Configuration file is valid");
});
