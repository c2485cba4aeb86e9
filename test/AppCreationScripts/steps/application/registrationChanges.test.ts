import { describe, expect, test } from "vitest";
import { registrationOf } from "../../../../AppCreationScripts/steps/application/registration.js";
import { registrationChanges } from "../../../../AppCreationScripts/steps/application/registrationChanges.js";

const request = { name: "The app", baseUrl: "https://app.example.com", graph: false, groups: false };
const wanted = registrationOf(request);
const { web, requiredResourceAccess, optionalClaims, appRoles } = wanted;

const complete = { web, requiredResourceAccess, optionalClaims, appRoles };
const [microsoftGraph] = requiredResourceAccess;
const otherApi = { resourceAppId: "other-api", resourceAccess: [{ id: "other-scope", type: "Scope" }] };

describe("An application is changed", () => {
  test("in nothing if it has everything", () => {
    expect(registrationChanges(complete, wanted)).toEqual({});
  });

  test("in nothing if others have added to it", () => {
    const added = {
      web: { ...web, redirectUris: ["https://else.example.com/", ...web.redirectUris] },
      requiredResourceAccess: [otherApi, ...requiredResourceAccess],
      optionalClaims: {
        idToken: [{ name: "ctry" }, ...optionalClaims.idToken],
        accessToken: [{ name: "groups" }],
      },
      appRoles: [{ id: "other", value: "Other.Role" }, ...appRoles],
    };
    expect(registrationChanges(added, wanted)).toEqual({});
  });

  test("in its addresses, keeping those of others", () => {
    const existing = { redirectUris: ["https://else.example.com/"], homePageUrl: null, logoutUrl: null };
    expect(registrationChanges({ ...complete, web: existing }, wanted)).toEqual({
      web: { ...web, redirectUris: ["https://else.example.com/", ...web.redirectUris] },
    });
  });

  test("in its home page alone if that alone differs", () => {
    const existing = { ...web, homePageUrl: "https://old.example.com/" };
    expect(registrationChanges({ ...complete, web: existing }, wanted)).toEqual({
      web: { homePageUrl: "https://app.example.com/" },
    });
  });

  test("not in its logout URL if the app has none to offer", () => {
    const local = registrationOf({ ...request, baseUrl: "http://localhost:3000" });
    const existing = { ...local.web, logoutUrl: "https://else.example.com/logout" };
    expect(registrationChanges({ ...complete, web: existing }, local)).toEqual({});
  });

  test("in its permissions, keeping those of others", () => {
    const [openid, offlineAccess] = microsoftGraph?.resourceAccess ?? [];
    const partly = {
      resourceAppId: microsoftGraph?.resourceAppId ?? "",
      resourceAccess: [openid].flatMap((one) => one ?? []),
    };
    expect(registrationChanges({ ...complete, requiredResourceAccess: [partly, otherApi] }, wanted)).toEqual({
      requiredResourceAccess: [{ ...partly, resourceAccess: [openid, offlineAccess] }, otherApi],
    });
    expect(registrationChanges({ ...complete, requiredResourceAccess: [otherApi] }, wanted)).toEqual({
      requiredResourceAccess: [otherApi, microsoftGraph],
    });
  });

  test("in its claims, keeping those of others in every token", () => {
    const existing = { idToken: [{ name: "ctry", essential: true }], accessToken: [{ name: "groups" }] };
    expect(registrationChanges({ ...complete, optionalClaims: existing }, wanted)).toEqual({
      optionalClaims: {
        idToken: [{ name: "ctry", essential: true }, ...optionalClaims.idToken],
        accessToken: [{ name: "groups" }],
      },
    });
    expect(registrationChanges({ ...complete, optionalClaims: null }, wanted)).toEqual({ optionalClaims });
  });

  test.each([
    [null, "ApplicationGroup"],
    ["None", "ApplicationGroup"],
    ["DirectoryRole", "DirectoryRole,ApplicationGroup"],
  ])("in the groups that tokens tell, if they tell none: %s", (existing, groupMembershipClaims) => {
    const asked = registrationOf({ ...request, groups: true });
    const found = { ...complete, optionalClaims: asked.optionalClaims, groupMembershipClaims: existing };
    expect(registrationChanges(found, asked)).toEqual({ groupMembershipClaims });
    expect(registrationChanges(found, wanted)).toEqual({});
  });

  test.each(["ApplicationGroup", "SecurityGroup", "All", "SecurityGroup, DirectoryRole"])(
    "not in the groups that tokens tell already: %s",
    (groupMembershipClaims) => {
      const asked = registrationOf({ ...request, groups: true });
      const found = { ...complete, optionalClaims: asked.optionalClaims, groupMembershipClaims };
      expect(registrationChanges(found, asked)).toEqual({});
    },
  );

  test("in its roles, keeping those of others, and taking one of the same name as it is", () => {
    const other = { id: "other", value: "Other.Role" };
    expect(registrationChanges({ ...complete, appRoles: [other] }, wanted)).toEqual({
      appRoles: [other, ...appRoles],
    });
    const renamed = { id: "of-somebody-else", value: "Orders.Manager" };
    expect(registrationChanges({ ...complete, appRoles: [renamed] }, wanted)).toEqual({});
  });
});
