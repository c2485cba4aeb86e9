import { createRemoteJWKSet } from "jose";
import * as z from "zod";

/** Milliseconds that the tenant has to answer. */
const timeLimit = 5_000;

/** Milliseconds after which the metadata are fetched again. */
const lifetime = 24 * 60 * 60 * 1000;

/** What the API needs of the discovery document (OpenID Connect Discovery 1.0, section 3). */
const document = z.object({
  issuer: z.url({ protocol: /^https?$/ }),
  jwks_uri: z.url({ protocol: /^https?$/ }),
});

/** Who issues the tenant's tokens, and by which keys they are verified. */
export interface TenantMetadata {
  readonly issuer: string;
  readonly tenantId: string;
  readonly keys: ReturnType<typeof createRemoteJWKSet>;
}

/** Fetches the tenant's metadata when they are first needed, and then once a day. */
export class TenantMetadataSource {
  readonly #url: string;
  #kept: { readonly metadata: Promise<TenantMetadata>; readonly fetchedAt: number } | undefined;

  /** `authority` is such as `https://contoso.ciamlogin.com/contoso.onmicrosoft.com`. */
  constructor(authority: string) {
    this.#url = `${authority.replace(/\/v2\.0$/, "")}/v2.0/.well-known/openid-configuration`;
  }

  /**
   * Returns the metadata. Concurrent callers share one request.
   *
   * @throws Error if there are none; the next call tries again.
   */
  get(): Promise<TenantMetadata> {
    if (!this.#kept || Math.abs(Date.now() - this.#kept.fetchedAt) > lifetime) {
      this.#kept = { metadata: this.#fetch(), fetchedAt: Date.now() };
      this.#kept.metadata.catch(() => {
        this.#kept = undefined;
      });
    }
    return this.#kept.metadata;
  }

  async #fetch(): Promise<TenantMetadata> {
    const response = await fetch(this.#url, {
      signal: AbortSignal.timeout(timeLimit),
      redirect: "error",
    });
    const { issuer, jwks_uri } = document.parse(await response.json());
    const tenantId = z.guid().parse(new URL(issuer).pathname.split("/")[1]).toLowerCase();
    // Keys are kept by jose, and fetched again for an unknown `kid`, at most every 30 seconds.
    return { issuer, tenantId, keys: createRemoteJWKSet(new URL(jwks_uri), { timeoutDuration: timeLimit }) };
  }
}
