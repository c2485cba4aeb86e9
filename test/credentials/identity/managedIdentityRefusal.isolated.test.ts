import { afterEach, expect, test, vi } from "vitest";
import { managedIdentityAssertion } from "../../../src/credentials/identity/managedIdentity.js";
import { describeCause } from "../../../src/log/describeCause.js";
import { startManagedIdentityEndpoint } from "../../support/credentials/azure/managedIdentityEndpoint.js";
import { answerJson } from "../../support/network/localServer.js";

afterEach(() => {
  vi.unstubAllEnvs();
});

const expires_on = "4000000000";

/** Answers of the endpoint, and what the log says of them. */
const answers = [
  [
    answerJson({ statusCode: 400, message: "No identity of contoso" }, 400),
    "Error: The endpoint of the managed identity answered with status 400.",
  ],
  [
    answerJson({ error: { code: "identity_not_found", message: "No identity of contoso" } }, 404),
    "Error: The endpoint of the managed identity answered with status 404 (identity_not_found).",
  ],
  [
    answerJson({ error: "No identity of contoso" }, 400),
    "Error: The endpoint of the managed identity answered with status 400.",
  ],
  [answerJson({}, 503), "AuthError network_error, caused by Error: The server answered with status 503."],
  [answerJson({}, 400), "Error: The endpoint of the managed identity gave no token."],
  [
    answerJson({ access_token: "", expires_on }),
    "Error: The endpoint of the managed identity gave no token.",
  ],
  [answerJson({ access_token: 5, expires_on }), "Error: The endpoint of the managed identity gave no token."],
] as const;

test("the log tells why the endpoint of a managed identity gives no token, and repeats no text of it", async () => {
  const endpoint = await startManagedIdentityEndpoint();
  for (const [name, value] of Object.entries(endpoint.environment)) {
    vi.stubEnv(name, value);
  }
  const authority = "https://login.microsoftonline.com/TID/v2.0";
  for (const [answer, cause] of answers) {
    endpoint.fail(answer);
    const assertion = managedIdentityAssertion(
      { identityClientId: "22222222-3333-4444-8555-666666666666" },
      authority,
    );
    const failure = await assertion().catch((error: unknown) => error);
    expect(describeCause(failure)).toBe(`AuthError: credential_unavailable, caused by ${cause}`);
  }
});
