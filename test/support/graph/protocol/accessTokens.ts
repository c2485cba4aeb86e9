import { randomUUID } from "node:crypto";
import { createRemoteJWKSet, type JWTVerifyGetKey, jwtVerify } from "jose";
import * as z from "zod";
import { invalidToken } from "./graphFault.js";

/** The administrator who calls, and what the app may do for them; or an application that calls by itself. */
export interface Caller {
  /** Object id in the tenant. */
  readonly id: string;
  readonly permissions: ReadonlySet<string>;
  /** True of an application: the permissions are then application permissions, and suffice without a role. */
  readonly appOnly?: true;
}

const claims = z.union([
  z.object({ oid: z.guid(), scp: z.string() }),
  z.object({ oid: z.guid(), roles: z.array(z.string()) }),
]);

/** The access tokens that Graph takes: those a test asked for, and those that the sign-in endpoint signed. */
export class AccessTokens {
  readonly #callers = new Map<string, Caller>();
  readonly #audience: string;
  readonly #keys: JWTVerifyGetKey | undefined;

  constructor(audience: string, jwks?: string) {
    this.#audience = audience;
    this.#keys = jwks === undefined ? undefined : createRemoteJWKSet(new URL(jwks));
  }

  issue(caller: Caller): string {
    const token = `token-of-the-tests-${randomUUID()}`;
    this.#callers.set(token, caller);
    return token;
  }

  /** Who calls, by the Authorization header. Throws GraphFault (401). */
  async read(authorization: string | undefined): Promise<Caller> {
    const token = /^Bearer (\S+)$/i.exec(authorization ?? "")?.[1];
    if (token === undefined) {
      throw invalidToken("Access token is empty.");
    }
    return this.#callers.get(token) ?? this.#verify(token);
  }

  async #verify(token: string): Promise<Caller> {
    if (!this.#keys) {
      throw invalidToken("Access token validation failure.");
    }
    try {
      const { payload } = await jwtVerify(token, this.#keys, { audience: this.#audience });
      const read = claims.parse(payload);
      return "scp" in read
        ? { id: read.oid, permissions: new Set(read.scp.split(" ")) }
        : { id: read.oid, permissions: new Set(read.roles), appOnly: true };
    } catch {
      throw invalidToken("Access token validation failure.");
    }
  }
}
