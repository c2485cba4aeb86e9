import { randomUUID } from "node:crypto";
import type { IncomingMessage, RequestListener } from "node:http";
import { onTestFinished } from "vitest";
import { answerJson, startLocalServer } from "../../network/localServer.js";
import { FederatedIssuer } from "../../tenant/federatedIssuer.js";

/** The endpoint at which an app in App Service or Container Apps gets the tokens of its managed identity. */
export interface ManagedIdentityEndpoint {
  /** What Azure sets for the app. */
  readonly environment: Readonly<Record<string, string>>;
  /** Who signs the tokens, and whom they are about: what the app's federated credential names. */
  readonly issuer: string;
  readonly subject: string;
  /** The resource of each token that was asked for, and the identity where one was named. */
  readonly requests: readonly string[];
  /** True if a token came from here. */
  issued(token: string): boolean;
  /** Answers so from now on, if nothing else is said with an error of App Service. */
  fail(answer?: RequestListener): void;
}

const refuse = answerJson({ statusCode: 400, message: "No token for this request." }, 400);

/** What happens with each token before it is given. */
type BeforeAnswer = (token: string) => Promise<unknown>;

interface IdentityOptions {
  /** Seconds for which a token is good. */
  readonly lifetime?: number;
  /** Whose the next token is; without it all are those of one identity. */
  readonly nextOwner?: () => string;
}

/**
 * Starts one that stops when the test ends. Tokens say whose they are in `oid`, as Entra's do.
 *
 * @see https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference
 */
export async function startManagedIdentityEndpoint(
  beforeAnswer: BeforeAnswer = async () => undefined,
  { lifetime = 3600, nextOwner }: IdentityOptions = {},
): Promise<ManagedIdentityEndpoint> {
  const issuer = await FederatedIssuer.start();
  onTestFinished(() => issuer.close());
  const subject = randomUUID();
  const header = randomUUID();
  const requests: string[] = [];
  const tokens = new Set<string>();
  const server = await startLocalServer(async (request, response) => {
    const { searchParams } = new URL(request.url ?? "", issuer.issuer);
    const audience = searchParams.get("resource") ?? "";
    requests.push([audience, searchParams.get("client_id")].filter(Boolean).join(" as "));
    if (!isAllowed(request, header) || audience === "") {
      refuse(request, response);
      return;
    }
    const token = await issuer.token(
      { subject, audience },
      { oid: nextOwner?.() ?? subject, jti: randomUUID() },
    );
    tokens.add(token);
    await beforeAnswer(token);
    const expires = String(Math.floor(Date.now() / 1000) + lifetime);
    const answer = { access_token: token, expires_on: expires, resource: audience, token_type: "Bearer" };
    answerJson(answer)(request, response);
  });
  return {
    environment: { IDENTITY_ENDPOINT: `${server.url}/msi/token`, IDENTITY_HEADER: header },
    issuer: issuer.issuer,
    subject,
    requests,
    issued: (token) => tokens.has(token),
    fail: (answer = refuse) => {
      server.answer = answer;
    },
  };
}

function isAllowed({ method, url = "", headers }: IncomingMessage, header: string): boolean {
  const known = url.startsWith("/msi/token?") && url.includes("api-version=2019-08-01");
  return method === "GET" && known && headers["x-identity-header"] === header;
}
