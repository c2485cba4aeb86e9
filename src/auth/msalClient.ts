import { ConfidentialClientApplication } from "@azure/msal-node";
import { authConfig } from "../authConfig.js";
import type { Config } from "../config/config.js";
import type { MsalCredential } from "./clientCredential.js";
import type { CheckAnswer } from "./http/answerCheck.js";
import { createMsalNetworkClient } from "./http/msalNetworkClient.js";
import type { TenantClient } from "./http/tenantClient.js";
import type { AuthorityMetadata } from "./tenant/authorityMetadata.js";

interface MsalClientParts {
  readonly config: Config;
  readonly credential: MsalCredential;
  readonly metadata: AuthorityMetadata;
  readonly http: TenantClient;
  /** Throws at an answer of the token endpoint of which MSAL would make nothing. */
  readonly checkAnswer: CheckAnswer;
}

/** Returns a client for one use: a shared one would keep everybody's tokens and grow slower with each person. */
export function createMsalClient({ config, credential, metadata, http, checkAnswer }: MsalClientParts) {
  const networkClient = createMsalNetworkClient(http, checkAnswer);
  return new ConfidentialClientApplication(authConfig(config, credential, metadata, networkClient));
}
