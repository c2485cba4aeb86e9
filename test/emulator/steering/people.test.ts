import { describe, expect, test } from "vitest";
import * as z from "zod";
import { steer } from "../../support/emulator/steering.js";
import { answerTo, fay, ordersId, shop, startTenant, tokensFor } from "../../support/emulator/tenantFile.js";

const groupId = "62000001-0000-4000-8000-000000000001";
const gil = { email: "gil@fabrikam.example", displayName: "Gil Moreau", password: "Copper-Kettle-8" };

function start() {
  return startTenant({
    applications: [{ ...shop, appRoles: ["Shop.Manager"], mappedClaims: { loyalty: "loyalty" } }],
    groups: [
      { id: groupId, displayName: "Staff", appRoleAssignments: { [shop.clientId]: ["Shop.Manager"] } },
    ],
  });
}

describe("People of the tenant, by the API,", () => {
  test("are listed without passwords", async () => {
    const emulator = await start();
    const { body } = await steer(emulator, "GET", "/people");
    expect(body).toMatchObject({
      people: [{ email: fay.email, displayName: fay.displayName, disabled: false }],
    });
    expect(JSON.stringify(body)).not.toContain(fay.password);
  });

  test("can be added in the words of an emulator.json, with roles and attributes, and sign in", async () => {
    const emulator = await start();
    const added = { ...gil, groups: [groupId], customAttributes: { loyalty: "L-7" } };
    const { status, body } = await steer(emulator, "POST", "/people", added);
    expect(status).toBe(201);
    const { idToken } = await tokensFor(emulator, {}, gil);
    expect(idToken).toMatchObject({
      oid: body.id,
      name: gil.displayName,
      roles: ["Shop.Manager"],
      loyalty: "L-7",
    });
    const home = await (await fetch(emulator.url)).text();
    expect(home).toContain(gil.email);
    expect(home).toContain(fay.password);
    expect(home).not.toContain(gil.password);
  });

  test("can be removed, after which they cannot sign in, be they of the file or not", async () => {
    const emulator = await start();
    const { body } = await steer(emulator, "GET", "/people");
    const { people } = z.object({ people: z.array(z.object({ id: z.string() })) }).parse(body);
    const path = `/people/${people[0]?.id}`;
    expect((await steer(emulator, "DELETE", path)).status).toBe(204);
    expect((await steer(emulator, "DELETE", path)).status).toBe(404);
    await expect(answerTo(emulator)).rejects.toThrow("has no button");
    expect(await (await fetch(emulator.url)).text()).not.toContain(fay.email);
    await steer(emulator, "POST", "/reset");
    expect(await answerTo(emulator)).toHaveProperty("code");
  });

  test.each([
    ["whose address somebody has", { ...gil, email: fay.email }, 409, "has this email address"],
    ["without an address", { displayName: "Gil" }, 400, "email: must be an email address"],
    ["with what nobody has", { ...gil, colour: "red" }, 400, "colour"],
    ["as a list", [gil], 400, "it: "],
    ["with a faulty application", { ...gil, appRoleAssignments: { shop: [] } }, 400, "appRoleAssignments"],
  ])("are refused %s", async (_what, person, status, reason) => {
    const emulator = await start();
    const answer = await steer(emulator, "POST", "/people", person);
    expect(answer.status).toBe(status);
    expect(String(answer.body.error)).toContain(reason);
  });

  test("keep their rest of the tenant apart: an application of no role has none", async () => {
    const emulator = await start();
    await steer(emulator, "POST", "/people", {
      ...gil,
      appRoleAssignments: { [ordersId]: ["Orders.Manager"] },
    });
    expect((await tokensFor(emulator, {}, gil)).idToken).not.toHaveProperty("roles");
  });
});
