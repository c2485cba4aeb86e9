import type { KoaContextWithOIDC, Provider, UnknownObject } from "oidc-provider";
import * as z from "zod";
import type { RenderView } from "../pages/renderView.js";
import { allowScript } from "../pages/securityHeaders.js";
import type { SigningKeys } from "../provider/signingKeys.js";
import { keepAuthorizationResponse } from "../steering/flows/authorizationResponses.js";
import type { Tenant } from "../tenant.js";
import { clientInfo } from "../tokens/clientInfo.js";
import { sessionId } from "../tokens/idTokenClaims.js";
import { scopesOfAnswer } from "../tokens/scopes.js";
import { correlationIdFrom, describeAadstsError } from "./aadsts.js";
import { authorizationError } from "./authorizationErrors.js";

const responseModes = ["query", "fragment", "form_post"] as const;
type ResponseMode = (typeof responseModes)[number];

const submitScript = "document.forms[0].submit()";

const errorPayloadSchema = z.object({ error: z.string(), error_description: z.string().optional() });

const successSchema = z.object({
  code: z.string().optional(),
  id_token: z.string().optional(),
  access_token: z.string().optional(),
  token_type: z.string().optional(),
  expires_in: z.number().optional(),
  scope: z.string().optional(),
});

interface AnswerParts {
  readonly tenant: Tenant;
  readonly signingKeys: SigningKeys;
  readonly renderView: RenderView;
}

/**
 * Answers authorization requests in Entra's own shape, success and error alike. oidc-provider lets nobody replace its
 * response modes but takes new ones, so each request is moved to a mode of the same meaning under another name.
 */
export function answerAsEntra(provider: Provider, parts: AnswerParts): void {
  const { tenant, renderView } = parts;
  for (const mode of responseModes) {
    provider.registerResponseMode(`entra_${mode}`, async (ctx, redirectUri, payload) =>
      respond(ctx, mode, redirectUri, await authorizationResponse(ctx, parts, payload), renderView),
    );
  }
  provider.use((ctx, next) => {
    if (ctx.path === tenant.paths.authorize) {
      const { response_mode: asked = defaultMode(ctx.query.response_type) } = ctx.query;
      const mode = responseModes.find((known) => known === asked);
      ctx.query = mode ? { ...ctx.query, response_mode: `entra_${mode}` } : ctx.query;
    }
    return next();
  });
}

/** OAuth 2.0 Multiple Response Type Encoding Practices, section 2.1. */
function defaultMode(responseType: unknown): ResponseMode {
  return String(responseType).includes("token") ? "fragment" : "query";
}

async function authorizationResponse(
  ctx: KoaContextWithOIDC,
  { tenant, signingKeys }: Pick<AnswerParts, "tenant" | "signingKeys">,
  payload: UnknownObject,
): Promise<Record<string, string>> {
  const { params = {}, session, entities } = ctx.oidc;
  const state = typeof params.state === "string" ? { state: params.state } : {};
  const failure = errorPayloadSchema.safeParse(payload);
  if (failure.success) {
    const error = authorizationError(
      failure.data.error,
      failure.data.error_description,
      params.response_type,
    );
    const correlationId = correlationIdFrom(params["client-request-id"]);
    const { error_description, error_uri } = describeAadstsError(error, correlationId);
    const subcode = entities.Interaction?.result?.error_subcode;
    return {
      error: error.error,
      ...(typeof subcode === "string" ? { error_subcode: subcode } : {}),
      error_description,
      error_uri,
      ...state,
    };
  }
  return {
    ...(await successFields(payload, signingKeys)),
    ...(params.client_info === "1" && session?.accountId
      ? { client_info: clientInfo(session.accountId, tenant) }
      : {}),
    ...state,
    ...(session ? { session_state: sessionId(session.uid) } : {}),
  };
}

/** The code and the tokens; those of Entra that are ID tokens have a type in their headers. */
async function successFields(
  payload: UnknownObject,
  { withType }: SigningKeys,
): Promise<Record<string, string>> {
  const { id_token, expires_in, access_token, scope, ...others } = successSchema.parse(payload);
  const fields = {
    ...others,
    access_token,
    expires_in: expires_in?.toString(),
    scope: access_token === undefined ? undefined : scopesOfAnswer(scope),
    id_token: id_token === undefined ? undefined : await withType(id_token),
  };
  return Object.fromEntries(
    Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined),
  );
}

async function respond(
  ctx: KoaContextWithOIDC,
  mode: ResponseMode,
  redirectUri: string,
  response: Record<string, string>,
  renderView: RenderView,
): Promise<void> {
  keepAuthorizationResponse(ctx.res, response);
  if (mode === "form_post") {
    const inputs = Object.entries(response).map(([name, value]) => ({ name, value }));
    ctx.status = 200;
    ctx.type = "html";
    ctx.set(
      "Content-Security-Policy",
      allowScript(ctx.response.get("Content-Security-Policy"), submitScript),
    );
    ctx.body = await renderView("formPost", {
      title: "Returning to the app",
      redirectUri,
      inputs,
      script: submitScript,
    });
    return;
  }
  const target = new URL(redirectUri);
  if (mode === "fragment") {
    target.hash = new URLSearchParams(response).toString();
  } else {
    for (const [name, value] of Object.entries(response)) {
      target.searchParams.set(name, value);
    }
  }
  ctx.status = 303;
  ctx.redirect(target.href);
}
