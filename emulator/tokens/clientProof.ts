import type { IncomingMessage } from "node:http";
import type { KoaContextWithOIDC } from "oidc-provider";
import { TokenRequestError } from "../answers/tokenRequestError.js";
import type { Application, Platform } from "../applications/application.js";
import { onBehalfOfGrant } from "../onBehalfOf/onBehalfOfGrant.js";
import type { ClientAssertions } from "./clientAssertions/clientAssertions.js";
import { onlyAssertion } from "./clientAssertions/onlyAssertion.js";

/** How an application proved itself, as `azpacr` has it: not at all, by a secret, or by an assertion. */
export type Proof = "0" | "1" | "2";

const proofs = new WeakMap<IncomingMessage, Proof>();

/** Keeps for the tokens of this request how the application proved itself. */
export function keepProof(request: IncomingMessage, proof: Proof): void {
  proofs.set(request, proof);
}

/** Returns the proof in the request that gets these tokens: in an authorization request there is none. */
export function proofOf({ req }: KoaContextWithOIDC): Proof {
  return proofs.get(req) ?? "0";
}

interface ProofRequest {
  readonly form: URLSearchParams;
  /** The secret in the Authorization header, if one is there. */
  readonly basicSecret: string | undefined;
  /** That of the redirect URI which a code or a refresh token came from; undefined if of none. */
  readonly platform: Platform | undefined;
}

/**
 * Judges how an application proves itself in a request for tokens: a web app by a secret or an assertion, a public client
 * and a page by nothing.
 *
 * @throws TokenRequestError if the proof is wrong, is missing, or is one that its platform must not have.
 */
export async function proveClient(
  application: Application,
  { form, basicSecret, platform }: ProofRequest,
  assertions: ClientAssertions,
): Promise<Proof> {
  const secret = form.get("client_secret") ?? basicSecret;
  if ((platform === "spa" || platform === "publicClient") && (secret || form.has("client_assertion"))) {
    throw refusal(
      700025,
      "invalid_client",
      401,
      "A public client must present no secret and no assertion: everybody could read them there.",
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
  if (!isPublic(application, form.get("grant_type"), platform)) {
    throw refusal(
      7000218,
      "invalid_client",
      401,
      "The request carries no client secret, and this app has one.",
    );
  }
  return "0";
}

/** What an application does without a person, or for one who is not there, needs a proof always. */
const confidentialGrants = ["client_credentials", onBehalfOfGrant];

function isPublic(
  { allowPublicClientFlows, redirectUris }: Application,
  grantType: string | null,
  platform: Platform | undefined,
): boolean {
  if (platform !== undefined) {
    return platform !== "web";
  }
  // A refresh token that nobody knows is refused for that.
  const hasPublicUris = redirectUris.spa.length > 0 || redirectUris.publicClient.length > 0;
  return (
    (allowPublicClientFlows && !confidentialGrants.includes(grantType ?? "")) ||
    (grantType === "refresh_token" && hasPublicUris)
  );
}

function refusal(number: number, error: string, status: number, message: string): TokenRequestError {
  return new TokenRequestError({ number, error, status, message });
}
