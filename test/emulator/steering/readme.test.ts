import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import * as z from "zod";
import { steer } from "../../support/emulator/steering.js";
import { startTenant } from "../../support/emulator/tenantFile.js";
import { projectFile } from "../../support/process/startServer.js";

const readme = readFileSync(projectFile("emulator/README.md"), "utf8");
const [, section = ""] = /## See it and steer it\n(.*?)\n## /s.exec(readme) ?? [];

const methodSchema = z.enum(["GET", "POST", "DELETE"]);

test("The README names calls of the emulator's API that there are", async () => {
  const emulator = await startTenant({});
  const calls = [...section.matchAll(/`(GET|POST|DELETE) (\/[\w/]*(?::id)?)`/g)];
  expect(calls.length).toBeGreaterThanOrEqual(13);
  for (const [call, method, path = ""] of calls) {
    const { body } = await steer(emulator, methodSchema.parse(method), path, {});
    expect([call, body.error]).not.toEqual([call, "The emulator's API has nothing at this address."]);
  }
});

test("The README's faults can be asked for", async () => {
  const emulator = await startTenant({});
  const [, examples = ""] = /```json\n(.*?)```/s.exec(section) ?? [];
  const orders = examples.trim().split("\n");
  expect(orders).toHaveLength(5);
  for (const order of orders) {
    expect([order, (await steer(emulator, "POST", "/faults", JSON.parse(order))).status]).toEqual([
      order,
      201,
    ]);
  }
});
