import { answerJson } from "../support/network/localServer.js";
import { beginSignIn } from "../support/visitors/signInByHttp.js";
import { conformanceModule } from "./conformanceModule.js";

conformanceModule(
  "oidcc-client-test-form-post-error",
  "refused: login_required, to a request with prompt=none",
  async ({ tenant, visitor, respond, accepts, expectRefused }) => {
    const { state } = tenant.authorize(await beginSignIn(visitor, "/auth/signin?prompt=none"));
    await expectRefused(await respond({ state, error: "login_required" }), /sign_in_refused.*login_required/);
    await accepts();
  },
);

conformanceModule(
  "response-iss-of-other-issuer",
  "refused: an answer of another issuer (RFC 9207)",
  async ({ tenant, visitor, respond, accepts, expectRefused }) => {
    const answer = tenant.authorize(await beginSignIn(visitor));
    const iss = "https://other.example/v2.0";
    await expectRefused(await respond({ ...answer, iss }), /response_invalid.*iss is not the tenant's/);
    await accepts();
  },
);

conformanceModule(
  "no-id-token",
  "refused: tokens without an ID token",
  async ({ tenant, accepts, refuses }) => {
    tenant.answers.token = answerJson({ access_token: "opaque", token_type: "Bearer", expires_in: 3600 });
    await refuses(/answer_invalid.*neither an ID token nor an error/);
    delete tenant.answers.token;
    await accepts();
  },
);
