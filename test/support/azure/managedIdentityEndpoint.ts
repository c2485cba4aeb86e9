import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { onTestFinished } from "vitest";
import { FederatedIssuer } from "../federatedIssuer.js";

/** The endpoint at which an app in App Service or Container Apps gets the tokens of its managed identity. */
export interface ManagedIdentityEndpoint {
  /** What Azure sets for the app. */
  readonly environment: Readonly<Record<string, string>>;
  /** Who signs the tokens, and whom they are about: what the app's federated credential names. */
  readonly issuer: string;
  readonly subject: string;
  /** The resource of each token that was asked for, and the identity where one was named. */
  readonly requests: readonly string[];
  /** Tells whether a token came from here. */
  issued(token: string): boolean;
  /** Answers with errors from now on. */
  fail(): void;
}

/**
 * Starts one that stops when the test ends.
 *
 * @see https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference
 */
export async function startManagedIdentityEndpoint(): Promise<ManagedIdentityEndpoint> {
  const issuer = await FederatedIssuer.start();
  const subject = randomUUID();
  const header = randomUUID();
  const requests: string[] = [];
  const tokens = new Set<string>();
  let failing = false;
  const server = createServer(async (request, response) => {
    const { searchParams } = new URL(request.url ?? "", issuer.issuer);
    const audience = searchParams.get("resource") ?? "";
    requests.push([audience, searchParams.get("client_id")].filter(Boolean).join(" as "));
    if (failing || !isAllowed(request, header) || audience === "") {
      const error = { statusCode: 400, message: "No token for this request." };
      response.writeHead(400, { "Content-Type": "application/json" }).end(JSON.stringify(error));
      return;
    }
    const token = await issuer.token({ subject, audience });
    tokens.add(token);
    const expires = String(Math.floor(Date.now() / 1000) + 3600);
    const answer = { access_token: token, expires_on: expires, resource: audience, token_type: "Bearer" };
    response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(answer));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await closed;
    await issuer.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") {
    throw new Error("The endpoint has no port.");
  }
  return {
    environment: { IDENTITY_ENDPOINT: `http://127.0.0.1:${address.port}/msi/token`, IDENTITY_HEADER: header },
    issuer: issuer.issuer,
    subject,
    requests,
    issued: (token) => tokens.has(token),
    fail: () => {
      failing = true;
    },
  };
}

function isAllowed({ method, url = "", headers }: IncomingMessage, header: string): boolean {
  const known = url.startsWith("/msi/token?") && url.includes("api-version=2019-08-01");
  return method === "GET" && known && headers["x-identity-header"] === header;
}
