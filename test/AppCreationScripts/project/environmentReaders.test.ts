import { parseEnv } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseVariables, setVariables } from "../../../AppCreationScripts/project/environmentText.js";
import { startTestTenant } from "../testTenant.js";
import { readAsDocker, readAsSystemd } from "./environmentReaders.js";

const readers = [
  ["docker run --env-file", readAsDocker],
  ["systemd's EnvironmentFile", readAsSystemd],
  ["node --env-file", parseEnv],
] as const;

describe.each(readers)("%s reads", (_name, read) => {
  test.each([
    ["a secret", []],
    ["a certificate", ["--certificate", "--base-url", "http://localhost:8080"]],
  ])("the .env that npm run configure writes with %s as the app does", async (_case, options) => {
    const tenant = await startTestTenant();
    await tenant.configure(...options);
    const text = tenant.read(".env");
    expect(parseVariables(text).CLIENT_ID).toBe(tenant.graph.applications[0]?.appId);
    expect(read(text)).toEqual(parseVariables(text));
  });

  test("one with comments behind its values as the app does, once it is updated", async () => {
    const tenant = await startTestTenant();
    await tenant.configure();
    const behind = tenant
      .read(".env")
      .replace(/^# set by npm run configure\n(.*)$/gm, "$1 # set by npm run configure")
      .replace(/^(TENANT_SUBDOMAIN)=(\S*)/m, "$1='$2' # ours");
    tenant.write(".env", behind);
    await tenant.configure();
    const text = tenant.read(".env");
    expect(text).not.toBe(behind);
    expect(read(text)).toEqual(parseVariables(text));
    expect(parseVariables(text)).toEqual(parseVariables(behind));
    await tenant.cleanup("--yes");
    expect(parseVariables(tenant.read(".env"))).toMatchObject({ TENANT_SUBDOMAIN: "", CLIENT_ID: "" });
  });

  test("any value without quotes, comment signs and backslashes as the app does, in whatever it stands", () => {
    const unit = fc.constantFrom(..."aZ09._~-/:=,$!{}@%+?&é ");
    const plain = fc.string({ unit, maxLength: 20 }).map((value) => value.trim());
    const before = fc.constantFrom(
      "",
      "#B=example\n",
      "B=old # why\n",
      "B='old'\n",
      "B=old # why # set by npm run configure\n",
    );
    fc.assert(
      fc.property(before, plain, (text, value) => {
        expect(read(setVariables(text, { B: value }))).toEqual({ B: value });
      }),
      { numRuns: 500 },
    );
  });
});
