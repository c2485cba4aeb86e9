import { registrationTag } from "./registrationTag.js";

/** What an app asks to be registered as. */
export interface RegistrationRequest {
  readonly name: string;
  /** The app's origin. */
  readonly baseUrl: string;
  /** True if the app reads the person's profile. */
  readonly graph: boolean;
  /** True if ID tokens tell the person's groups. */
  readonly groups: boolean;
}

/** The appId of Microsoft Graph, the same in every tenant. */
export const microsoftGraph = "00000003-0000-0000-c000-000000000000";

/** Delegated permissions of Microsoft Graph by their names. External tenants allow no others. */
const permissionIds = {
  openid: "37f7f235-527c-4136-accd-4a02d197296e",
  offline_access: "7427e0e9-2fba-42fe-b0c0-848c9e6a8182",
  "User.Read": "e1fe6dd8-ba31-4d61-89e7-88639da4683d",
} as const;

/** The names of the permissions that an app needs. */
export function permissionsOf({
  graph,
}: Pick<RegistrationRequest, "graph">): readonly (keyof typeof permissionIds)[] {
  return graph ? ["openid", "offline_access", "User.Read"] : ["openid", "offline_access"];
}

/**
 * The application that an app asks for.
 *
 * @see https://learn.microsoft.com/graph/api/resources/application
 */
export function registrationOf(request: RegistrationRequest) {
  const { name, baseUrl, groups } = request;
  const claims = ["login_hint", "sid", "email", "auth_time", "acrs", ...(groups ? ["groups"] : [])];
  return {
    displayName: name,
    signInAudience: "AzureADMyOrg",
    tags: [registrationTag(name)],
    web: {
      redirectUris: [`${baseUrl}/auth/redirect`, `${baseUrl}/`],
      homePageUrl: `${baseUrl}/`,
      // Entra takes only https: here.
      ...(baseUrl.startsWith("https:") ? { logoutUrl: `${baseUrl}/auth/frontchannel-logout` } : {}),
    },
    requiredResourceAccess: [
      {
        resourceAppId: microsoftGraph,
        resourceAccess: permissionsOf(request).map((permission) => ({
          id: permissionIds[permission],
          type: "Scope",
        })),
      },
    ],
    optionalClaims: { idToken: claims.map((claim) => ({ name: claim, essential: false })) },
    // Only groups that are assigned to the application: of more than 200 a token would tell none.
    ...(groups ? { groupMembershipClaims: "ApplicationGroup" } : {}),
    appRoles: [
      {
        id: "b1c8f0d4-3a56-4e27-9d80-6f2e5c7a9b13",
        allowedMemberTypes: ["User"],
        displayName: "Orders manager",
        description: "Sees and changes the orders of all customers.",
        value: "Orders.Manager",
        isEnabled: true,
      },
    ],
  };
}
