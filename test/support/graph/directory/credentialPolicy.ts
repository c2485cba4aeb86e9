import { GraphFault } from "../protocol/graphFault.js";

/** What a tenant allows of credentials (Graph v1.0: tenantAppManagementPolicy); by itself everything. */
export class CredentialPolicy {
  /** How long a credential may be good for. */
  mostDays = Number.POSITIVE_INFINITY;
  secrets = true;

  /** Throws GraphFault (400) if the tenant allows no secrets. */
  requireSecrets(): void {
    if (!this.secrets) {
      throw new GraphFault(
        400,
        "CredentialTypeNotAllowedAsPerAppPolicy",
        "Credential type not allowed as per assigned policy 'defaultAppManagementPolicy'.",
      );
    }
  }

  /** Throws GraphFault (400) if the tenant allows no credential for so long. */
  requireLifetime(startDateTime: string, endDateTime: string): void {
    const days = (Date.parse(endDateTime) - Date.parse(startDateTime)) / (24 * 60 * 60 * 1000);
    if (days > this.mostDays) {
      throw new GraphFault(
        400,
        "CredentialInvalidLifetimeAsPerAppPolicy",
        "Credential lifetime exceeds the max value allowed as per assigned policy 'defaultAppManagementPolicy'.",
      );
    }
  }
}
