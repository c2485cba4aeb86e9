import * as z from "zod";
import { describeCause } from "../../log/describeCause.js";
import type { Log } from "../../log/log.js";
import { AuthError } from "../errors/authError.js";
import type { TenantClient } from "../http/tenantClient.js";
import { parsedJson } from "../parsedJson.js";
import { discoveryUrl, mayServe } from "./authority.js";
import { hasIssuerForm, tenantIdOf } from "./issuers.js";

/** What the app needs of the tenant's discovery document (OpenID Connect Discovery 1.0, section 3). */
export interface AuthorityMetadata {
  readonly issuer: string;
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
  readonly end_session_endpoint: string;
  readonly jwks_uri: string;
}

const refreshAfter = 24 * 60 * 60 * 1000;

/** The tenant's metadata: fetched when first needed, checked, kept, and refreshed once a day. */
export class AuthorityMetadataSource {
  readonly #authority: string;
  readonly #http: TenantClient;
  readonly #log: Log;
  readonly #document: z.ZodType<AuthorityMetadata>;
  #kept: { metadata: AuthorityMetadata; fetchedAt: number } | undefined;
  #flight: Promise<AuthorityMetadata> | undefined;

  constructor({ authority, http, log }: { authority: string; http: TenantClient; log: Log }) {
    this.#authority = authority;
    this.#http = http;
    this.#log = log;
    this.#document = documentOf(authority);
  }

  /**
   * Returns the metadata. Concurrent callers share one request. A document that is a day old is still given while a new
   * one is fetched, and kept where that fails.
   *
   * @throws AuthError `metadata_unavailable` if there is none; the next call tries again.
   */
  async get(): Promise<AuthorityMetadata> {
    if (!this.#kept) {
      return this.#fetchOnce();
    }
    // A clock that has been put back must not make the document young.
    const isOld = Math.abs(Date.now() - this.#kept.fetchedAt) > refreshAfter;
    if (isOld && !this.#flight) {
      this.#fetchOnce().catch((error: unknown) => {
        this.#log.warn(
          `The tenant's metadata could not be refreshed, the old one stays: ${describeCause(error)}`,
        );
      });
    }
    return this.#kept.metadata;
  }

  #fetchOnce(): Promise<AuthorityMetadata> {
    this.#flight ??= this.#fetch().finally(() => {
      this.#flight = undefined;
    });
    return this.#flight;
  }

  async #fetch(): Promise<AuthorityMetadata> {
    try {
      const text = await this.#http.document(discoveryUrl(this.#authority), "metadata");
      const metadata = this.#document.parse(parsedJson(text));
      this.#kept = { metadata, fetchedAt: Date.now() };
      return metadata;
    } catch (cause) {
      throw new AuthError("metadata_unavailable", { cause });
    }
  }
}

function documentOf(authority: string): z.ZodType<AuthorityMetadata> {
  const endpoint = z
    .url({ protocol: /^https?$/, abort: true })
    .refine((value) => mayServe(authority, new URL(value)), "is not on a host of the tenant");
  return z.object({
    issuer: endpoint
      .refine(hasIssuerForm, "is not in the form of Entra's issuers")
      .refine((value) => namesTenantOf(authority, value), "names another tenant"),
    authorization_endpoint: endpoint,
    token_endpoint: endpoint,
    end_session_endpoint: endpoint,
    jwks_uri: endpoint,
  });
}

/** An authority that names a tenant by its id has to be that tenant's (OpenID Connect Discovery 1.0, section 4.3). */
function namesTenantOf(authority: string, issuer: string): boolean {
  const tenantId = tenantIdOf(authority);
  return tenantId === undefined || tenantId === tenantIdOf(issuer);
}
