import { describe, expect, test } from "vitest";
import { tenantEnvironment } from "../../support/app/environments.js";
import { answerHtml } from "../../support/network/localServer.js";
import { startProvider } from "../../support/tenant/provider.js";

const home = "http://localhost:3000/";
const sub = "pairwise-subject-of-ada";

describe("signing out at the tenant", () => {
  test("comes back to the app, names the app, and names who signs out by the opaque hint", async () => {
    const { provider, authority } = await startProvider();
    const url = new URL((await provider.logout({ sub, login_hint: "opaque & hint" })) ?? "");
    expect(url.origin + url.pathname).toBe(`${authority}/oauth2/v2.0/logout`);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: tenantEnvironment.CLIENT_ID,
      post_logout_redirect_uri: home,
      logout_hint: "opaque & hint",
    });
  });

  test.each([undefined, { sub, preferred_username: "ada@contoso.example" }, { sub, login_hint: ["a"] }])(
    "names nobody where the claims are %j",
    async (claims) => {
      const { provider } = await startProvider();
      const url = new URL((await provider.logout(claims)) ?? "");
      expect(Object.fromEntries(url.searchParams)).toEqual({
        client_id: tenantEnvironment.CLIENT_ID,
        post_logout_redirect_uri: home,
      });
    },
  );

  test("is left out where the tenant's metadata cannot be had, and the log says why", async () => {
    const { provider, tenant, logLines } = await startProvider();
    tenant.answer = answerHtml;
    expect(await provider.logout({ sub })).toBeUndefined();
    expect(logLines).toEqual([
      expect.stringMatching(/^warn Signed out of the app alone: .*metadata_unavailable/),
    ]);
  });
});
