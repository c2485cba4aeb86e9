import type { IncomingMessage } from "node:http";
import type { KoaContextWithOIDC } from "oidc-provider";
import { TokenRequestError } from "../answers/tokenRequestError.js";
import type { Application, Platform } from "../applications/application.js";
import type { ClientAssertions } from "./clientAssertions/clientAssertions.js";
import { onlyAssertion } from "./clientAssertions/onlyAssertion.js";

/** How an application proved itself, as `azpacr` has it: not at all, by a secret, or by an assertion. */
export type Proof = "0" | "1" | "2";

const proofs = new WeakMap<IncomingMessage, Proof>();

/** Keeps for the tokens of this request how the application proved itself. */
export function keepProof(request: IncomingMessage, proof: Proof): void {
  proofs.set(request, proof);
}

export function proofOf({ req, oidc }: KoaContextWithOIDC): Proof {
  return proofs.get(req) ?? (oidc.client?.clientAuthMethod === "none" ? "0" : "1");
}

interface ProofRequest {
  readonly form: URLSearchParams;
  /** The secret in the Authorization header, if one is there. */
  readonly basicSecret: string | undefined;
  /** That of the redirect URI which a code came to; undefined if no code is redeemed, or it came to none. */
  readonly platform: Platform | undefined;
  readonly fromPage: boolean;
}

/**
 * Judges how an application proves itself in a request for tokens: a web app by a secret or an assertion, a public client
 * and a page by nothing.
 *
 * @throws TokenRequestError if the proof is wrong, is missing, or is one that its platform must not have.
 */
export async function proveClient(
  application: Application,
  { form, basicSecret, platform, fromPage }: ProofRequest,
  assertions: ClientAssertions,
): Promise<Proof> {
  const secret = form.get("client_secret") ?? basicSecret;
  if (platform === "spa" && !fromPage) {
    throw refusal(
      9002327,
      "invalid_request",
      400,
      "The code of a single-page application is redeemed from its page alone.",
    );
  }
  if (form.has("client_assertion")) {
    await assertions.verify(onlyAssertion(form, secret), application);
    return "2";
  }
  if (secret) {
    if (!application.secrets.includes(secret)) {
      throw refusal(
        7000215,
        "invalid_client",
        401,
        "The client secret is wrong. Use the secret's value, not its id.",
      );
    }
    return "1";
  }
  if (!isPublic(application, form, platform, fromPage)) {
    throw refusal(
      7000218,
      "invalid_client",
      401,
      "The request carries no client secret, and this app has one.",
    );
  }
  return "0";
}

function isPublic(
  { allowPublicClientFlows, redirectUris }: Application,
  form: URLSearchParams,
  platform: Platform | undefined,
  fromPage: boolean,
): boolean {
  if (platform !== undefined) {
    return platform !== "web";
  }
  return (
    allowPublicClientFlows ||
    (form.get("grant_type") === "refresh_token" &&
      (fromPage ? redirectUris.spa : redirectUris.publicClient).length > 0)
  );
}

function refusal(number: number, error: string, status: number, message: string): TokenRequestError {
  return new TokenRequestError({ number, error, status, message });
}
