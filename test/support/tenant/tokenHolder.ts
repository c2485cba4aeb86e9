import { AuthProvider } from "../../../src/auth/AuthProvider.js";
import type { TokenHolder } from "../../../src/auth/accessToken/tokenRequest.js";
import { createHttpClient } from "../../../src/auth/http/httpClient.js";
import { IdTokenValidator } from "../../../src/auth/idToken/idTokenValidator.js";
import type { SignIn } from "../../../src/auth/signIn.js";
import { AuthorityMetadataSource } from "../../../src/auth/tenant/authorityMetadata.js";
import { loadConfig } from "../../../src/config/loadConfig.js";
import { createClientCredential } from "../../../src/credentials/createClientCredential.js";
import { tenantEnvironment } from "../app/environments.js";
import { createMemoryLog } from "../app/memoryLog.js";
import { registration } from "../app/startApp.js";
import type { TenantStub } from "./tenantStub.js";

/** Scopes of two APIs. */
export const ordersScopes = [
  "api://33333333-4444-4555-8666-777777777777/Orders.Read",
  "api://33333333-4444-4555-8666-777777777777/Orders.Cancel",
];
export const graphScopes = ["User.Read"];
export const API_SCOPES = [...ordersScopes, ...graphScopes].join(" ");

/** An AuthProvider of an app that is registered at this tenant. */
export async function providerAt(tenant: TenantStub, scopes = API_SCOPES): Promise<AuthProvider> {
  const config = loadConfig({
    ...tenantEnvironment,
    CLIENT_SECRET: registration.clientSecret,
    AUTHORITY: tenant.authority,
    API_SCOPES: scopes,
  });
  const http = createHttpClient();
  const log = createMemoryLog();
  const metadata = new AuthorityMetadataSource({ ...config, http, log });
  const idTokens = new IdTokenValidator({ ...config, http });
  const credential = await createClientCredential(config, log);
  return new AuthProvider({ config, metadata, idTokens, credential, http, log });
}

/** Signs Ada in at this tenant. */
export async function signInAt(
  tenant: TenantStub,
  provider: AuthProvider,
  options: Parameters<AuthProvider["login"]>[0] = {},
): Promise<SignIn & { readonly url: string }> {
  const { url, transaction } = await provider.login(options);
  return { ...(await provider.handleRedirect(tenant.authorize(url), transaction)), url };
}

/** A person's tokens in a variable, with all that was written to it. */
export function holderOf({ account, tokens }: SignIn): TokenHolder & { readonly written: string[] } {
  const written: string[] = [];
  let text = tokens;
  return {
    account,
    written,
    tokens: {
      read: async () => text,
      async write(next) {
        written.push(next);
        text = next;
      },
    },
  };
}
