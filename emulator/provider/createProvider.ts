import type { Provider } from "oidc-provider";
import { errorPageRenderer } from "../answers/authorizationErrorPage.js";
import { answerAsEntra } from "../answers/responseModes.js";
import { respondWithTokenError } from "../answers/tokenErrors.js";
import type { Applications } from "../applications/applications.js";
import { writeDeviceAuthorization } from "../deviceCode/deviceAuthorizationResponse.js";
import type { Accounts } from "../directory/accounts.js";
import type { Groups } from "../directory/groups.js";
import type { EmulatorLog } from "../log.js";
import type { RenderView } from "../pages/renderView.js";
import { keepPlatforms } from "../singlePage/refreshTokensOfPages.js";
import type { Faults } from "../steering/faults/faults.js";
import type { Tenant } from "../tenant.js";
import type { TokenLifetimes } from "../tokens/tokenLifetimes.js";
import type { TokenOptions } from "../tokens/tokenOptions.js";
import { answerTokensAsEntra } from "../tokens/tokenResponse.js";
import { acceptClaimsParameter } from "./claimsParameter.js";
import type { ContextPolicies } from "./contextPolicies.js";
import { loadOidcProvider } from "./loadOidcProvider.js";
import type { MemoryStorage } from "./memoryAdapter.js";
import { acceptPlainCodeChallenges } from "./plainCodeChallenges.js";
import { providerConfiguration } from "./providerConfiguration.js";
import {
  compareRedirectUrisAsEntra,
  givePairwiseSubjects,
  takeEveryResponseType,
} from "./registeredClient.js";
import type { SigningKeys } from "./signingKeys.js";

export interface ProviderParts {
  readonly tenant: Tenant;
  readonly applications: Applications;
  readonly accounts: Accounts;
  readonly groups: Groups;
  readonly contexts: ContextPolicies;
  readonly lifetimes: TokenLifetimes;
  readonly storage: MemoryStorage;
  /** What oidc-provider knows each application by. */
  readonly innerSecret: string;
  readonly signingKeys: SigningKeys;
  readonly faults: Faults;
  readonly renderView: RenderView;
  /** Seconds that a device waits before it asks again whether somebody has signed in. */
  readonly pollingInterval: number;
  readonly tokens: TokenOptions;
  readonly log: EmulatorLog;
}

/** The OpenID provider of the tenant, with Entra's wording in place of its own. */
export async function createProvider(parts: ProviderParts): Promise<Provider> {
  const { tenant, renderView, pollingInterval, log } = parts;
  const oidcProvider = await loadOidcProvider();
  const provider = new oidcProvider.Provider(tenant.issuer, {
    ...providerConfiguration(oidcProvider, parts),
    renderError: errorPageRenderer(renderView),
  });
  givePairwiseSubjects(provider, parts.applications);
  compareRedirectUrisAsEntra(provider, parts.applications);
  takeEveryResponseType(provider, parts.applications);
  keepPlatforms(oidcProvider, provider, parts.applications);
  acceptPlainCodeChallenges(provider, tenant);
  acceptClaimsParameter(provider, tenant);
  answerAsEntra(provider, { tenant, signingKeys: parts.signingKeys, renderView });
  answerTokensAsEntra(provider, parts);
  provider.on("grant.error", respondWithTokenError);
  provider.on("device_authorization.success", writeDeviceAuthorization(pollingInterval));
  provider.on("device_authorization.error", respondWithTokenError);
  provider.on("server_error", (_ctx, error) => log.error(`Emulator: ${error.stack ?? error.message}`));
  provider.onerror = (error) => log.error(`Emulator: ${error.stack ?? error.message}`);
  return provider;
}
