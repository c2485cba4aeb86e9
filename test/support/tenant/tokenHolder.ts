import type { AuthProvider } from "../../../src/auth/AuthProvider.js";
import type { TokenHolder } from "../../../src/auth/accessToken/tokenRequest.js";
import type { SignIn } from "../../../src/auth/signIn.js";
import { registration } from "../app/startApp.js";
import { createProvider } from "./provider.js";
import type { TenantStub } from "./tenantStub.js";

/** Scopes of two APIs. */
export const ordersScopes = [
  "api://33333333-4444-4555-8666-777777777777/Orders.Read",
  "api://33333333-4444-4555-8666-777777777777/Orders.Cancel",
];
export const graphScopes = ["User.Read"];
export const API_SCOPES = [...ordersScopes, ...graphScopes].join(" ");

const registered = { CLIENT_ID: registration.clientId, CLIENT_SECRET: registration.clientSecret };

/** An AuthProvider of an app that is registered at this tenant. */
export async function providerAt({ authority }: TenantStub, scopes = API_SCOPES): Promise<AuthProvider> {
  const { provider } = await createProvider({ ...registered, AUTHORITY: authority, API_SCOPES: scopes });
  return provider;
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
