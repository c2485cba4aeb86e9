import type { Configuration, KoaContextWithOIDC } from "oidc-provider";
import { formLocals } from "../pages/form/renderForm.js";
import type { RenderView } from "../pages/renderView.js";
import { cancelledPage, codePage, confirmationPage, signedInPage } from "./deviceLoginPages.js";

type DeviceFlow = NonNullable<NonNullable<Configuration["features"]>["deviceFlow"]>;

/** The device authorization grant (RFC 8628), with codes that look like Entra's and pages of the emulator's own. */
export function deviceFlow(renderView: RenderView): DeviceFlow {
  async function show(ctx: KoaContextWithOIDC, view: "form" | "message", locals: object): Promise<void> {
    ctx.type = "html";
    ctx.body = await renderView(view, locals);
  }

  return {
    enabled: true,
    charset: "base-20",
    mask: "*********",
    async userCodeInputSource(ctx, _form, _out, error) {
      if (error?.name === "AbortedError") {
        await show(ctx, "message", cancelledPage);
        return;
      }
      const { status, ...locals } = formLocals(codePage(secretOf(ctx), ctx.oidc.body, error));
      ctx.status = status;
      await show(ctx, "form", locals);
    },
    userCodeConfirmSource: (ctx, _form, client, _device, userCode) =>
      show(ctx, "form", confirmationPage(secretOf(ctx), client, userCode)),
    successSource: (ctx) => show(ctx, "message", signedInPage(ctx.oidc.client)),
  };
}

/** What oidc-provider wants to see again in a form, so that no other site can post it. */
function secretOf({ oidc }: KoaContextWithOIDC): string {
  return String(oidc.session?.state?.secret);
}
