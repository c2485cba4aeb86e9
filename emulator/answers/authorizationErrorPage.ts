import type { ErrorOut, KoaContextWithOIDC } from "oidc-provider";
import { expiredSignInPage, signInCannotStartPage } from "../pages/errorPages.js";
import type { RenderView } from "../pages/renderView.js";
import { correlationIdFrom, describeAadstsError } from "./aadsts.js";
import { authorizationError } from "./authorizationErrors.js";

/**
 * Errors that must not reach the app, since nothing proves that the redirect URI is the app's own (RFC 6749 section
 * 4.1.2.1): the person sees them on a page of the emulator.
 */
export function errorPageRenderer(renderView: RenderView) {
  return async (ctx: KoaContextWithOIDC, out: ErrorOut, error: Error): Promise<void> => {
    ctx.type = "html";
    if (error.name === "SessionNotFound") {
      ctx.body = await renderView("message", expiredSignInPage);
      return;
    }
    const aadsts = authorizationError(out.error, out.error_description);
    const { error_description } = describeAadstsError(
      aadsts,
      correlationIdFrom(ctx.query["client-request-id"]),
    );
    ctx.body = await renderView("message", signInCannotStartPage(error_description));
  };
}
