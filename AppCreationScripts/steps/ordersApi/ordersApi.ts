import { ordersApiTag } from "../application/registrationTag.js";

/** The delegated permissions of the orders API by their names, with ids that are the same in every tenant. */
export const ordersScopes = [
  scope("4f0c7a52-6b1d-4d8e-a3f9-2c5e8b7d1a60", "Orders.Read", "Read orders", "Reads the person's orders."),
  scope(
    "9a3e5d17-82c4-4b6f-b0d1-7f6a4c2e9b58",
    "Orders.Cancel",
    "Cancel orders",
    "Cancels the person's orders.",
  ),
] as const;

/**
 * The application that the orders API is. Its Application ID URI has its client id, and follows once that is known.
 *
 * @see https://learn.microsoft.com/graph/api/resources/apiapplication
 */
export function ordersApiOf(name: string) {
  return {
    displayName: `${name} orders API`,
    signInAudience: "AzureADMyOrg",
    tags: [ordersApiTag(name)],
    api: {
      // Of version 1, tokens would have another issuer and another audience.
      requestedAccessTokenVersion: 2,
      oauth2PermissionScopes: [...ordersScopes],
    },
    appRoles: [
      {
        id: "d27b6e90-1f4c-4a85-9c3e-5b8d0f7a6e42",
        allowedMemberTypes: ["User"],
        displayName: "Orders manager",
        description: "Sees and changes the orders of all customers.",
        value: "Orders.Manager",
        isEnabled: true,
      },
    ],
    optionalClaims: { accessToken: [{ name: "acrs", essential: false }] },
  };
}

/** Only an administrator consents: people of an external tenant cannot. */
function scope<Value extends string>(id: string, value: Value, displayName: string, description: string) {
  return {
    id,
    value,
    type: "Admin",
    adminConsentDisplayName: displayName,
    adminConsentDescription: description,
    isEnabled: true,
  };
}
