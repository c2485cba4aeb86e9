import { createHash } from "node:crypto";
import type { ProtectedHeaderParameters } from "jose";
import * as z from "zod";
import type { Application } from "../../applications/application.js";
import { BoundedMap } from "../../directory/boundedMap.js";
import { type Tenant, tokenEndpointUrls } from "../../tenant.js";
import { ClientAssertionError } from "./clientAssertionError.js";
import { type RegisteredCertificate, registeredCertificate } from "./registeredCertificate.js";
import { clockTolerance, verifyAssertion } from "./verifyAssertion.js";

/** Seconds. */
const longestLife = 24 * 60 * 60;
const mostIds = 1000;

/** Entra takes one audience: a list of them makes the assertion malformed. */
const claimsSchema = z.object({
  sub: z.string(),
  aud: z.string(),
  exp: z.number(),
  jti: z.string().min(1),
});

/**
 * Assertions that an app signs with the key of its certificate (RFC 7523 section 3; Microsoft identity platform,
 * "Certificate credentials").
 */
export class CertificateAssertions {
  readonly #audiences: string[];
  readonly #certificates: ReadonlyMap<string, readonly RegisteredCertificate[]>;
  readonly #digests = new BoundedMap<string, string>(mostIds);

  /** Throws Node's own error where a certificate of a client is none. */
  constructor(tenant: Tenant, applications: readonly Application[]) {
    this.#audiences = [...tokenEndpointUrls(tenant), tenant.issuer];
    this.#certificates = new Map(
      applications.map(({ clientId, certificates }) => [clientId, certificates.map(registeredCertificate)]),
    );
  }

  /** @throws ClientAssertionError if the assertion does not prove this client. */
  async verify(
    assertion: string,
    unverifiedHeader: ProtectedHeaderParameters,
    unverifiedClaims: unknown,
    clientId: string,
  ): Promise<void> {
    const claims = claimsSchema.safeParse(unverifiedClaims);
    if (!claims.success) {
      throw new ClientAssertionError("malformed", { cause: claims.error });
    }
    const { sub, exp, jti } = claims.data;
    if (sub !== clientId) {
      throw new ClientAssertionError("subjectIsNotIssuer");
    }
    const certificate = this.#find(clientId, unverifiedHeader);
    await verifyAssertion(assertion, () => certificate.publicKey, "notRecognised", {
      algorithms: ["PS256", "RS256"],
      audience: this.#audiences,
    });
    const now = Date.now();
    if (exp > now / 1000 + longestLife + clockTolerance) {
      throw new ClientAssertionError("outsideItsTime");
    }
    if (now < certificate.validFrom || now > certificate.validTo) {
      throw new ClientAssertionError("certificateOutsideItsTime");
    }
    this.#remember(`${clientId} ${jti}`, assertion);
  }

  #find(clientId: string, { "x5t#S256": sha256, x5t }: ProtectedHeaderParameters): RegisteredCertificate {
    const found = this.#certificates
      .get(clientId)
      ?.find((certificate) =>
        sha256 === undefined ? certificate.sha1 === x5t : certificate.sha256 === sha256,
      );
    if (!found) {
      throw new ClientAssertionError("notRecognised");
    }
    return found;
  }

  /** MSAL sends one assertion again and again until it expires, so a jti may come again, but with the same assertion only. */
  #remember(id: string, assertion: string): void {
    const digest = createHash("sha256").update(assertion).digest("base64url");
    const known = this.#digests.get(id);
    if (known !== undefined && known !== digest) {
      throw new ClientAssertionError("repeatedId");
    }
    this.#digests.set(id, digest);
  }
}
