import { once } from "node:events";
import { createServer } from "node:http";
import { SignJWT } from "jose";
import { keepAliveTimeout } from "../network/keepAliveTimeout.js";
import { createSigningKey, type SigningKey } from "./signingKey.js";

/** What a federated identity credential looks for in a token. */
export interface WorkloadIdentity {
  readonly subject: string;
  /** A Kubernetes cluster makes it a list. */
  readonly audience: string | string[];
}

/** An OpenID Connect issuer of workload identities, as a Kubernetes cluster or a build service is one, on 127.0.0.1. */
export class FederatedIssuer {
  /** What the discovery document says otherwise. */
  metadata: Record<string, unknown> = {};
  /** The key that tokens are signed with; the one of the start is published. */
  signingKey: SigningKey;
  /** The path of each request so far. */
  readonly requests: string[] = [];
  readonly #server = createServer({ keepAliveTimeout }, (request, response) => {
    const path = request.url ?? "";
    this.requests.push(path);
    const documents: Readonly<Record<string, object>> = {
      "/.well-known/openid-configuration": {
        issuer: this.issuer,
        jwks_uri: `${this.issuer}/keys`,
        ...this.metadata,
      },
      "/keys": { keys: this.#publishedKeys },
    };
    const document = documents[path];
    response
      .writeHead(document ? 200 : 404, { "Content-Type": "application/json" })
      .end(JSON.stringify(document ?? {}));
  });
  readonly #publishedKeys: readonly SigningKey["publicJwk"][];

  private constructor(key: SigningKey) {
    this.signingKey = key;
    this.#publishedKeys = [key.publicJwk];
  }

  static async start(): Promise<FederatedIssuer> {
    const issuer = new FederatedIssuer(await createSigningKey());
    issuer.#server.listen(0, "127.0.0.1");
    await once(issuer.#server, "listening");
    return issuer;
  }

  get issuer(): string {
    const address = this.#server.address();
    if (address === null || typeof address === "string") {
      throw new Error("The issuer has no port.");
    }
    return `http://127.0.0.1:${address.port}`;
  }

  /** A token that is good for an hour, with changes; `undefined` leaves a claim out. */
  token({ subject, audience }: WorkloadIdentity, changes: Record<string, unknown> = {}): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: this.issuer, sub: subject, aud: audience, iat: now, nbf: now, exp: now + 3600 };
    return new SignJWT({ ...claims, ...changes })
      .setProtectedHeader({ alg: "RS256", typ: "JWT", kid: this.signingKey.kid })
      .sign(this.signingKey.privateKey);
  }

  async close(): Promise<void> {
    const closed = once(this.#server, "close");
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }
}
