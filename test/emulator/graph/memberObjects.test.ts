import { describe, expect, test } from "vitest";
import * as z from "zod";
import type { Emulator } from "../../../emulator/startEmulator.js";
import { tokenRequest } from "../../support/emulator/emulatorTokens.js";
import { graphRequest } from "../../support/emulator/graphRequest.js";
import { fay, redemption, shop, startTenant, tokensFor } from "../../support/emulator/tenantFile.js";

const idOf = (index: number) => `62000000-0000-4000-8000-${String(index).padStart(12, "0")}`;
const groups = Array.from({ length: 201 }, (_, index) => ({
  id: idOf(index),
  displayName: `Group ${index}`,
}));
const ids = groups.map(({ id }) => id);
const gil = { id: idOf(900), email: "gil@fabrikam.example", displayName: "Gil Moreau", groups: [idOf(1)] };
const all = { securityEnabledOnly: false };

const sourcesSchema = z.object({ src1: z.object({ endpoint: z.url() }) });

function startWithGroups(application: Readonly<{ applicationPermissions?: string[] }> = {}) {
  return startTenant({
    applications: [
      {
        ...shop,
        permissions: ["User.Read"],
        groupMembershipClaims: "SecurityGroup" as const,
        ...application,
      },
    ],
    groups,
    users: [{ ...fay, groups: ids }, gil],
  });
}

async function tokenOfApplication(emulator: Emulator) {
  const { body } = await tokenRequest(emulator, {
    ...redemption,
    grant_type: "client_credentials",
    scope: "https://graph.microsoft.com/.default",
  });
  return body.access_token;
}

describe("The address that a token names in place of more than 200 groups", () => {
  test("answers the person's own token with every group", async () => {
    const emulator = await startWithGroups();
    const { idToken, body } = await tokensFor(emulator, { scope: "openid User.Read" });
    const { src1 } = sourcesSchema.parse(idToken._claim_sources);
    expect(await graphRequest(emulator, src1.endpoint, body.access_token, all)).toEqual({
      status: 200,
      body: {
        "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#Collection(Edm.String)",
        value: ids,
      },
    });
    expect(await graphRequest(emulator, "/v1.0/me/getMemberObjects", body.access_token, all)).toMatchObject({
      body: { value: ids },
    });
  });

  test("answers nobody with the groups of somebody else", async () => {
    const emulator = await startWithGroups();
    const { body } = await tokensFor(emulator, { scope: "openid User.Read" });
    const path = `/v1.0/users/${gil.id}/getMemberObjects`;
    expect(await graphRequest(emulator, path, body.access_token, all)).toMatchObject({
      status: 403,
      body: { error: { code: "Authorization_RequestDenied" } },
    });
  });

  test.each([
    [["User.Read.All"], 200],
    [["Directory.Read.All"], 200],
    [["User.ReadBasic.All", "GroupMember.Read.All"], 200],
    [["GroupMember.Read.All"], 403],
    [[], 403],
  ])("answers an application by its own permissions: %j", async (applicationPermissions, status) => {
    const emulator = await startWithGroups({ applicationPermissions });
    const token = await tokenOfApplication(emulator);
    const path = `/v1.0/users/${gil.id}/getMemberObjects`;
    expect(await graphRequest(emulator, path, token, all)).toMatchObject({ status });
  });

  test("answers as Graph does where something is wrong", async () => {
    const emulator = await startWithGroups({ applicationPermissions: ["User.Read.All"] });
    const token = await tokenOfApplication(emulator);
    const path = `/v1.0/users/${gil.id}/getMemberObjects`;
    const unknown = `/v1.0/users/${idOf(901)}/getMemberObjects`;
    const ask = (place: string, body: unknown, accessToken = token) =>
      graphRequest(emulator, place, accessToken, body);
    expect(await ask(unknown, all)).toMatchObject({
      status: 404,
      body: { error: { code: "Request_ResourceNotFound" } },
    });
    expect(await ask(path, {})).toMatchObject({
      status: 400,
      body: { error: { code: "Request_BadRequest" } },
    });
    expect(await ask(path, "{")).toMatchObject({ status: 400, body: { error: { code: "BadRequest" } } });
    expect(await ask("/v1.0/me/getMemberObjects", all)).toMatchObject({ status: 400 });
    expect(await ask(path, all, "nonsense")).toMatchObject({
      status: 401,
      body: { error: { code: "InvalidAuthenticationToken" } },
    });
  });
});

test("An application without a person has no profile at Graph", async () => {
  const emulator = await startWithGroups({ applicationPermissions: ["User.Read.All"] });
  const token = await tokenOfApplication(emulator);
  expect(await graphRequest(emulator, "/v1.0/me", token)).toMatchObject({
    status: 400,
    body: { error: { code: "BadRequest" } },
  });
  expect(await graphRequest(emulator, "/oidc/userinfo", token)).toMatchObject({ status: 401 });
});
