import { expect } from "vitest";
import { registration } from "../support/app/startApp.js";
import { goesOnTo } from "../support/visitors/html.js";
import { signOut } from "../support/visitors/signInByHttp.js";
import { conformanceModule } from "./conformanceModule.js";
import type { RelyingParty } from "./relyingParty.js";

/** Signs in and out, and gives the address to which the provider sends the person back. */
async function endSession({ tenant, url, visitor, accepts }: RelyingParty): Promise<URL> {
  await accepts();
  const { text } = await signOut(visitor).expect(200);
  const request = new URL(goesOnTo(text) ?? "");
  expect(request.origin + request.pathname).toBe(`${tenant.authority}/oauth2/v2.0/logout`);
  expect(Object.fromEntries(request.searchParams)).toEqual({
    client_id: registration.clientId,
    post_logout_redirect_uri: `${url}/`,
    logout_hint: "opaque-login-hint",
  });
  return new URL(request.searchParams.get("post_logout_redirect_uri") ?? "");
}

/** Shows that whoever comes back by this address is signed out, and can sign in again. */
async function expectSignedOut({ visitor, accepts }: RelyingParty, { pathname, search }: URL): Promise<void> {
  expect((await visitor.get(pathname + search).expect(200)).text).toContain("<h1>Welcome</h1>");
  await visitor.get("/users/id").expect(302);
  await accepts();
}

conformanceModule(
  "oidcc-client-test-rp-init-logout",
  "signed out: first of the app, then of the provider",
  async (party) => {
    await expectSignedOut(party, await endSession(party));
  },
);

conformanceModule(
  "oidcc-client-test-rp-init-logout-other-state",
  "signed out: the provider returns a state of its own",
  async (party) => {
    const address = await endSession(party);
    address.searchParams.set("state", "another-state");
    await expectSignedOut(party, address);
  },
);

conformanceModule(
  "oidcc-client-test-rp-init-logout-no-state",
  "signed out: the app sends no state, and the provider returns none",
  async (party) => {
    const address = await endSession(party);
    expect(address.search).toBe("");
    await expectSignedOut(party, address);
  },
);
