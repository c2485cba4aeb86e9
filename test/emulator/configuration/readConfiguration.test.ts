import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import {
  parseConfiguration,
  readConfigurationFile,
} from "../../../emulator/configuration/readConfiguration.js";
import { schemaFileContent } from "../../../emulator/configuration/schemaFile.js";
import { emulatorFolder } from "../../../emulator/folder.js";
import { fay, phoneId, shop, shopId, tenantFile } from "../../support/emulator/tenantFile.js";

const read = (content: string) => readConfigurationFile(tenantFile(content));

/** The lines that say what is wrong. */
async function faultsOf(configuration: unknown): Promise<string[]> {
  const error: unknown = await read(JSON.stringify(configuration)).catch((fault: unknown) => fault);
  const [, ...lines] = error instanceof Error ? error.message.split("\n") : [];
  return lines.map((line) => line.trim());
}

describe("An emulator.json", () => {
  test("may have comments, also such as stand in strings, and a mark of its byte order", async () => {
    const { names } = await read(
      '\uFEFF// A tenant\n{ "tenant": { /* its name */ "displayName": "// no \\" comment /* here */" } }',
    );
    expect(names.displayName).toBe('// no " comment /* here */');
  });

  test("is refused where it is not JSON, with the place", async () => {
    await expect(read('{\n  "users": [,]\n}')).rejects.toThrow(
      /emulator\.json cannot be used:\n {2}it: is not JSON: /,
    );
  });

  test("is refused with all faults at once, each with its path", async () => {
    const faults = await faultsOf({
      tenant: { id: "my-tenant", subdomain: "fabrikam.com" },
      applications: [
        {
          ...shop,
          web: { redirectUris: ["http://shop.example/", "https://shop.example/#there"] },
          colour: "red",
        },
        { ...shop, displayName: "" },
      ],
      users: [{ ...fay, email: "Fay" }, { displayName: "Nobody" }],
      userFlows: [{ applications: [phoneId] }],
    });
    for (const fault of [
      /^tenant\.id: must be a tenant id/,
      /^tenant\.subdomain: must be letters and digits/,
      /^applications\.0\.web\.redirectUris\.0: must be an https: address/,
      /^applications\.0\.web\.redirectUris\.1: must be an address without a fragment/,
      /^applications\.0: .*"colour"/,
      /^applications\.1\.displayName: must not be empty/,
      /^applications\.1: is another application's, too/,
      /^users\.0\.email: must be an email address/,
      /^users\.1\.email: /,
      /^userFlows\.0\.applications: names no application of this tenant/,
    ]) {
      expect(faults).toContainEqual(expect.stringMatching(fault));
    }
  });

  const assigned = (roles: object) => ({
    applications: [shop],
    users: [{ ...fay, appRoleAssignments: roles }],
  });
  test.each([
    ["an app role that nobody has defined", assigned({ [shopId]: ["King"] }), "names an app role"],
    ["roles in an application of elsewhere", assigned({ [phoneId]: [] }), "is no application of this tenant"],
    ["a group of elsewhere", { users: [{ ...fay, groups: [phoneId] }] }, "names a group"],
    [
      "two people of one address",
      { users: [fay, { ...fay, email: "FAY@fabrikam.example" }] },
      "email address of another",
    ],
    [
      "a scope of no API",
      { applications: [{ ...shop, permissions: ["api://none/Read"] }] },
      "names no scope",
    ],
    [
      "a permission of Graph that customers have not",
      { applications: [{ ...shop, permissions: ["Mail.Read"] }] },
      "names no scope",
    ],
    [
      "a certificate that is none",
      { applications: [{ ...shop, certificates: ["nowhere.pem"] }] },
      "must be a certificate",
    ],
    [
      "code for a redirect URI",
      { applications: [{ ...shop, publicClient: { redirectUris: ["javascript:alert(1)"] } }] },
      "must not be code",
    ],
    [
      "an application in two user flows",
      { applications: [shop], userFlows: [{ applications: [shopId] }, { applications: [shopId] }] },
      "of another user flow",
    ],
    [
      "a claim that the emulator does not know",
      { applications: [{ ...shop, optionalClaims: { idToken: ["shoe_size"] } }] },
      "applications.0.optionalClaims.idToken.0",
    ],
  ])("is refused for %s", async (_what, configuration, message) => {
    expect(await faultsOf(configuration)).toEqual([expect.stringContaining(message)]);
  });

  test("makes the same object id of an email address each time", () => {
    const [first, second] = [1, 2].map(() => parseConfiguration({ users: [fay] }).users[0]?.oid);
    expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(second).toBe(first);
  });
});

test("The JSON Schema for editors is that of the parser: else npm run emulator:schema", () => {
  const file = readFileSync(path.join(emulatorFolder, "emulator.schema.json"), "utf8");
  expect(JSON.parse(file)).toEqual(JSON.parse(schemaFileContent()));
});
