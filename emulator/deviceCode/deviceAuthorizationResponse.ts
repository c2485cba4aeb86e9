import type { KoaContextWithOIDC } from "oidc-provider";
import * as z from "zod";

const responseSchema = z.object({
  device_code: z.string(),
  user_code: z.string(),
  verification_uri: z.string(),
  expires_in: z.number(),
});

/** Writes the answer with a code as Entra does (RFC 8628 section 3.2). `interval` is in seconds. */
export function writeDeviceAuthorization(interval: number) {
  return (ctx: KoaContextWithOIDC): void => {
    const response = responseSchema.parse(ctx.body);
    ctx.body = {
      ...response,
      interval,
      message: `Open ${response.verification_uri} in any web browser and type the code ${response.user_code} there to sign in.`,
    };
  };
}
