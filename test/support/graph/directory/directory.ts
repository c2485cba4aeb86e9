import { randomUUID } from "node:crypto";
import { AdministratorRoles } from "../administrator.js";
import type { Application } from "../routes/applicationBody.js";
import type { UserFlow } from "../routes/userFlowBody.js";
import { Collection } from "./collection.js";
import { CredentialPolicy } from "./credentialPolicy.js";
import { Replication } from "./replication.js";

export interface Tenant {
  readonly id: string;
  /** Such as `contoso.onmicrosoft.com`. */
  readonly initialDomain: string;
  /** `CIAM` is an external tenant, `AAD` a workforce tenant. Not every cloud tells. */
  readonly tenantType?: "AAD" | "CIAM";
}

/** An application as the tenant keeps it. */
export interface StoredApplication extends Application {
  readonly id: string;
  readonly appId: string;
  readonly createdDateTime: string;
  readonly owners: Set<string>;
  readonly passwordCredentials: PasswordCredential[];
}

interface PasswordCredential {
  readonly keyId: string;
  readonly displayName: string | null;
  readonly startDateTime: string;
  readonly endDateTime: string;
  readonly hint: string;
  /** What Graph shows once, and a test may compare. */
  readonly secretText: string;
}

/** An application as it is present in the tenant. */
export interface ServicePrincipal {
  readonly id: string;
  readonly appId: string;
  readonly displayName: string;
}

/** Consent to delegated permissions. */
export interface PermissionGrant {
  readonly id: string;
  readonly clientId: string;
  readonly consentType: "AllPrincipals" | "Principal";
  readonly principalId: string | null;
  readonly resourceId: string;
  /** Permissions, with spaces between them. */
  scope: string;
}

/** Everything in the tenant. */
export class Directory {
  readonly replication = new Replication();
  readonly administrator = new AdministratorRoles();
  readonly credentialPolicy = new CredentialPolicy();
  readonly applications = new Collection<StoredApplication>(this.replication);
  readonly servicePrincipals = new Collection<ServicePrincipal>(this.replication);
  readonly grants = new Collection<PermissionGrant>(this.replication);
  readonly userFlows = new Collection<UserFlow>(this.replication);
  /** Object ids of the people who called so far. */
  readonly users = new Set<string>();
  readonly tenant: Tenant;
  readonly pageSize: number;

  constructor(tenant: Tenant, pageSize: number) {
    this.tenant = tenant;
    this.pageSize = pageSize;
    this.servicePrincipals.add({
      id: randomUUID(),
      appId: "00000003-0000-0000-c000-000000000000",
      displayName: "Microsoft Graph",
    });
  }

  removeServicePrincipal(servicePrincipal: ServicePrincipal): void {
    this.servicePrincipals.remove(servicePrincipal);
    const { id } = servicePrincipal;
    this.grants.removeWhere(({ clientId, resourceId }) => clientId === id || resourceId === id);
    // What a flow includes is the service principal, by its application's id.
    for (const { includeApplications } of this.userFlows.all) {
      includeApplications.delete(servicePrincipal.appId);
    }
  }
}
