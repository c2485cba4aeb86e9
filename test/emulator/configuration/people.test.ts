import { describe, expect, test } from "vitest";
import type { TenantConfiguration } from "../../../emulator/configuration/configurationSchema.js";
import { responseOf, typeCredentials } from "../../support/emulator/emulatorApps.js";
import { tokenRequest } from "../../support/emulator/emulatorTokens.js";
import {
  answerTo,
  authorize,
  fay,
  ordersId,
  shop,
  shopId,
  startTenant,
  tokensFor,
} from "../../support/emulator/tenantFile.js";
import { FormBrowser } from "../../support/visitors/formBrowser.js";

const groupId = (number: number) => `62000000-0000-4000-8000-${String(number).padStart(12, "0")}`;

const orders = {
  clientId: ordersId,
  displayName: "Orders",
  api: { requestedAccessTokenVersion: 2 as const, scopes: ["Orders.Read"] },
  appRoles: ["Orders.Manager"],
};
const callingShop = { ...shop, appRoles: ["Shop.Manager"], permissions: [`api://${ordersId}/Orders.Read`] };
const ofOrders = { scope: `openid api://${ordersId}/Orders.Read` };

describe("Roles", () => {
  test("are those of the application in its ID token, and those of the API in its access token", async () => {
    const emulator = await startTenant({
      applications: [callingShop, orders],
      users: [{ ...fay, appRoleAssignments: { [shopId]: ["Shop.Manager"], [ordersId]: ["Orders.Manager"] } }],
    });
    const { idToken, accessToken } = await tokensFor(emulator, ofOrders);
    expect(idToken.roles).toEqual(["Shop.Manager"]);
    expect(accessToken.roles).toEqual(["Orders.Manager"]);
  });

  test("come to a person from groups, too", async () => {
    const emulator = await startTenant({
      applications: [{ ...shop, appRoles: ["Shop.Manager", "Shop.Owner"] }],
      groups: [{ id: groupId(1), displayName: "Staff", appRoleAssignments: { [shopId]: ["Shop.Manager"] } }],
      users: [{ ...fay, groups: [groupId(1)], appRoleAssignments: { [shopId]: ["Shop.Owner"] } }],
    });
    expect((await tokensFor(emulator)).idToken.roles).toEqual(["Shop.Owner", "Shop.Manager"]);
  });

  test("are left out for who has none", async () => {
    const emulator = await startTenant({ applications: [callingShop, orders] });
    const { idToken, accessToken } = await tokensFor(emulator, ofOrders);
    expect(idToken).not.toHaveProperty("roles");
    expect(accessToken).not.toHaveProperty("roles");
  });
});

describe("Groups", () => {
  const inGroups = (count: number): TenantConfiguration => {
    const ids = Array.from({ length: count }, (_each, index) => groupId(index));
    return {
      groups: ids.map((id, index) => ({
        id,
        displayName: `Group ${index}`,
        ...(index === 0 ? { appRoleAssignments: { [shopId]: [] } } : {}),
      })),
      users: [{ ...fay, groups: ids }],
    };
  };

  test.each([
    ["SecurityGroup", 2, [groupId(0), groupId(1)]],
    ["All", 2, [groupId(0), groupId(1)]],
    ["ApplicationGroup", 2, [groupId(0)]],
    ["None", 2, undefined],
    ["SecurityGroup", 0, undefined],
  ] as const)(
    "are in tokens as groupMembershipClaims %s says, for who is in %i",
    async (kind, count, ids) => {
      const application = { ...shop, groupMembershipClaims: kind };
      const emulator = await startTenant({ applications: [application], ...inGroups(count) });
      expect((await tokensFor(emulator)).idToken.groups).toEqual(ids);
    },
  );

  test("are in the access token as the API has it", async () => {
    const api = { ...orders, groupMembershipClaims: "SecurityGroup" as const };
    const emulator = await startTenant({ applications: [callingShop, api], ...inGroups(1) });
    const { idToken, accessToken } = await tokensFor(emulator, ofOrders);
    expect(accessToken.groups).toEqual([groupId(0)]);
    expect(idToken).not.toHaveProperty("groups");
  });

  test.each([
    [200, true],
    [201, false],
  ])("of %i stand in the token: %s; else where they are found", async (count, inToken) => {
    const application = { ...shop, groupMembershipClaims: "SecurityGroup" as const };
    const emulator = await startTenant({ applications: [application], ...inGroups(count) });
    const { idToken } = await tokensFor(emulator);
    expect(Array.isArray(idToken.groups)).toBe(inToken);
    if (!inToken) {
      expect(idToken).toMatchObject({
        _claim_names: { groups: "src1" },
        _claim_sources: {
          src1: { endpoint: expect.stringContaining(`/users/${idToken.oid}/getMemberObjects`) },
        },
      });
    }
  });
});

describe("A disabled account", () => {
  test("signs in nowhere: AADSTS50057 after the password, and not before", async () => {
    const emulator = await startTenant({ applications: [shop], users: [{ ...fay, disabled: true }] });
    const browser = new FormBrowser(emulator.url);
    const signIn = await authorize(emulator, {}, browser);
    const wrong = await typeCredentials(browser, signIn, fay.email, "not-the-password");
    expect(wrong.html).not.toContain("AADSTS50057");
    const right = await browser.submit(wrong, "Sign in", { password: fay.password });
    expect(right).toMatchObject({ status: 403, heading: "You cannot sign in" });
    expect(right.html).toContain("AADSTS50057");
  });
});

describe("An application that wants people assigned", () => {
  const application = { ...shop, assignmentRequired: true };

  test("lets in who is assigned to it, in a role or without, or whose group is", async () => {
    for (const person of [{ appRoleAssignments: { [shopId]: [] } }, { groups: [groupId(1)] }]) {
      const emulator = await startTenant({
        applications: [application],
        groups: [{ id: groupId(1), displayName: "Staff", appRoleAssignments: { [shopId]: [] } }],
        users: [{ ...fay, ...person }],
      });
      expect(await answerTo(emulator)).toHaveProperty("code");
    }
  });

  test("is answered AADSTS50105 for anybody else, also one who is signed in already", async () => {
    const open = { ...shop, clientId: ordersId, displayName: "Open to all" };
    const emulator = await startTenant({ applications: [application, open] });
    const refused = { error_description: expect.stringMatching(/^AADSTS50105: /) };
    expect(await answerTo(emulator)).toMatchObject(refused);
    const browser = new FormBrowser(emulator.url);
    await typeCredentials(
      browser,
      await authorize(emulator, { client_id: ordersId }, browser),
      fay.email,
      fay.password,
    );
    expect(responseOf(await authorize(emulator, {}, browser))).toMatchObject(refused);
  });
});

describe("Configured claims", () => {
  const person = {
    ...fay,
    givenName: "Fay",
    country: "Sweden",
    customAttributes: { points: 42, card: "L-1042" },
  };

  test("are those of the application, and no others", async () => {
    const optionalClaims = { idToken: ["given_name" as const, "ctry" as const, "auth_time" as const] };
    const emulator = await startTenant({
      applications: [
        { ...shop, optionalClaims, mappedClaims: { loyalty: "card", points: "points", none: "nothing" } },
      ],
      users: [person],
    });
    const { idToken } = await tokensFor(emulator);
    expect(idToken).toMatchObject({ given_name: "Fay", ctry: "Sweden", loyalty: "L-1042", points: 42 });
    expect(idToken.auth_time).toEqual(expect.any(Number));
    for (const claim of ["none", "family_name", "email", "sid", "login_hint", "amr", "acrs"]) {
      expect(idToken).not.toHaveProperty(claim);
    }
  });

  test("are few where none is configured", async () => {
    const emulator = await startTenant({ applications: [shop], users: [person] });
    const { idToken } = await tokensFor(emulator);
    for (const claim of ["given_name", "email", "sid", "login_hint", "amr", "auth_time"]) {
      expect(idToken).not.toHaveProperty(claim);
    }
    expect((await tokensFor(emulator, { scope: "openid email" })).idToken.email).toBe(fay.email);
  });

  test("are in access tokens as the API has configured them", async () => {
    const api = {
      ...orders,
      optionalClaims: {
        accessToken: ["email" as const, "sid" as const, "amr" as const, "auth_time" as const],
      },
      mappedClaims: { loyalty: "card" },
    };
    const emulator = await startTenant({ applications: [callingShop, api], users: [person] });
    const { accessToken } = await tokensFor(emulator, ofOrders);
    expect(accessToken).toMatchObject({
      email: fay.email,
      loyalty: "L-1042",
      amr: ["pwd"],
      sid: expect.any(String),
      auth_time: expect.any(Number),
    });
    expect(accessToken).not.toHaveProperty("family_name");
  });
});

test("The last of 1,000 people signs in to the last of 100 applications", async () => {
  const applications = Array.from({ length: 100 }, (_each, index) => ({
    ...shop,
    clientId: `c1a0${String(index).padStart(4, "0")}-0000-4000-8000-000000000001`,
  }));
  const users = Array.from({ length: 1000 }, (_each, index) => ({
    ...fay,
    email: `person${index}@fabrikam.example`,
  }));
  const emulator = await startTenant({ applications, users });
  const client_id = applications.at(-1)?.clientId ?? "";
  const email = users.at(-1)?.email ?? "";
  const { code = "" } = await answerTo(emulator, { client_id }, { ...fay, email });
  const { body } = await tokenRequest(emulator, {
    client_id,
    client_secret: shop.secrets[0] ?? "",
    grant_type: "authorization_code",
    redirect_uri: shop.web.redirectUris[0] ?? "",
    code,
  });
  expect(body.id_token).toBeDefined();
  expect((await authorize(emulator, { client_id })).html.match(/<li>/g)).toHaveLength(20);
});
