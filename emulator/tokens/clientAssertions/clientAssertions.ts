import { decodeJwt, decodeProtectedHeader } from "jose";
import type { Application } from "../../applications/application.js";
import type { Tenant } from "../../tenant.js";
import { CertificateAssertions } from "./certificateAssertions.js";
import { ClientAssertionError } from "./clientAssertionError.js";
import { FederatedAssertions } from "./federatedAssertions.js";

/** Proofs of an app's identity in place of its secret (RFC 7521 section 4.2): its own, or those of issuers it trusts. */
export class ClientAssertions {
  readonly #ownOnes: CertificateAssertions;
  readonly #federatedOnes = new FederatedAssertions();

  constructor(tenant: Tenant, applications: readonly Application[]) {
    this.#ownOnes = new CertificateAssertions(tenant, applications);
  }

  /** @throws ClientAssertionError if the assertion does not prove this client. */
  async verify(assertion: string, client: Application): Promise<void> {
    const { header, claims } = decode(assertion);
    if (claims.iss === client.clientId) {
      await this.#ownOnes.verify(assertion, header, claims, client.clientId);
    } else {
      await this.#federatedOnes.verify(assertion, claims, client);
    }
  }
}

function decode(assertion: string) {
  try {
    return { header: decodeProtectedHeader(assertion), claims: decodeJwt(assertion) };
  } catch (cause) {
    throw new ClientAssertionError("malformed", { cause });
  }
}
