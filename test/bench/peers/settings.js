import path from "node:path";

/** What the bench tells an app, by the names of the app's own settings. */
export const settings = {
  port: Number(process.env.PORT),
  /** The app's origin, which is https: as behind a proxy that ends TLS. */
  origin: new URL(process.env.REDIRECT_URI).origin,
  /** The issuer of the tenant. */
  issuer: `${process.env.AUTHORITY}/v2.0`,
  clientId: process.env.CLIENT_ID,
  clientSecret: process.env.CLIENT_SECRET,
  sessionSecret: process.env.EXPRESS_SESSION_SECRET,
  /** Scopes of the orders API, with spaces between them; undefined if it is not called. */
  apiScopes: process.env.API_SCOPES,
  ordersApiUrl: process.env.ORDERS_API_URL,
  /** True if openid-client is to verify the signatures of ID tokens. */
  verifySignatures: process.env.VERIFY_SIGNATURES === "on",
};

/** The folder of the project, whose views and claim table the pages are made of. */
export const projectRoot = path.join(import.meta.dirname, "../../..");
