import type { Request, Response } from "express";
import type { Tenant } from "../tenant.js";
import { refuse } from "./graphError.js";
import type { GraphCaller } from "./graphTokens.js";

const inWhole = ["Organization.Read.All", "Directory.Read.All"];

/**
 * Answers with the tenant as Graph's resource "organization". Who has User.Read alone gets its id and its names, and nulls
 * for the rest.
 *
 * @see https://learn.microsoft.com/graph/api/organization-list
 */
export function organization({ id, displayName, domain }: Tenant) {
  const verifiedDomains = [
    {
      capabilities: "Email, OfficeCommunicationsOnline",
      isDefault: true,
      isInitial: true,
      name: domain,
      type: "Managed",
    },
  ];
  return ({ scopes, roles }: GraphCaller, _request: Request, response: Response): void => {
    const whole = roles.some((role) => inWhole.includes(role));
    if (!whole && !scopes.some((scope) => scope.startsWith("User.Read"))) {
      const message = "Insufficient privileges to complete the operation.";
      refuse(response, 403, "Authorization_RequestDenied", message);
      return;
    }
    response.json({
      "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#organization",
      value: [{ id, displayName, tenantType: whole ? "CIAM" : null, verifiedDomains }],
    });
  };
}
