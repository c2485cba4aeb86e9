import { registration } from "../support/app/startApp.js";
import { acceptsIdToken, conformanceModule, refusesIdToken } from "./conformanceModule.js";

const otherApp = "99999999-2222-4333-8444-555555555555";
const otherTenant = "99998888-0000-4ccc-8ddd-eeeeffff0000";

const now = () => Math.floor(Date.now() / 1000);

acceptsIdToken("oidcc-client-test", "a healthy ID token", (claims, tenant) => tenant.sign(claims));

refusesIdToken("oidcc-client-test-invalid-iss", "another issuer", /"iss"/, (claims, tenant) =>
  tenant.sign({ ...claims, iss: `${claims.iss}/other` }),
);

refusesIdToken("oidcc-client-test-missing-sub", "no sub", /"sub"/, ({ sub: _, ...claims }, tenant) =>
  tenant.sign(claims),
);

refusesIdToken("oidcc-client-test-invalid-aud", "another app's audience", /"aud"/, (claims, tenant) =>
  tenant.sign({ ...claims, aud: otherApp }),
);

refusesIdToken("oidcc-client-test-missing-aud", "no audience", /"aud"/, ({ aud: _, ...claims }, tenant) =>
  tenant.sign(claims),
);

refusesIdToken("second-audience", "an audience beside the app", /aud names others too/, (claims, tenant) =>
  tenant.sign({ ...claims, aud: [registration.clientId, otherApp] }),
);

refusesIdToken("oidcc-client-test-missing-iat", "no iat", /"iat"/, ({ iat: _, ...claims }, tenant) =>
  tenant.sign(claims),
);

refusesIdToken("missing-exp", "no exp", /"exp"/, ({ exp: _, ...claims }, tenant) => tenant.sign(claims));

refusesIdToken("expired", "an exp of six minutes ago", /"exp"/, (claims, tenant) =>
  tenant.sign({ ...claims, exp: now() - 360 }),
);

refusesIdToken("not-yet-valid", "an nbf in six minutes", /"nbf"/, (claims, tenant) =>
  tenant.sign({ ...claims, nbf: now() + 360 }),
);

refusesIdToken("issued-in-future", "an iat in six minutes", /"iat"/, (claims, tenant) =>
  tenant.sign({ ...claims, iat: now() + 360 }),
);

refusesIdToken("oidcc-client-test-nonce-invalid", "another nonce", /nonce/, (claims, tenant) =>
  tenant.sign({ ...claims, nonce: `${claims.nonce}x` }),
);

refusesIdToken("missing-nonce", "no nonce", /nonce/, ({ nonce: _, ...claims }, tenant) =>
  tenant.sign(claims),
);

refusesIdToken("invalid-tid", "another tenant's tid", /tid/, (claims, tenant) =>
  tenant.sign({ ...claims, tid: otherTenant }),
);

refusesIdToken("missing-tid", "no tid", /tid/, ({ tid: _, ...claims }, tenant) => tenant.sign(claims));

conformanceModule("other-sign-in", "refused: the ID token of another person's sign-in", async (party) => {
  const stolen = await party.tenant.sign(party.tenant.claims("nonce-of-the-other-sign-in"));
  await party.refuses(/nonce/, async () => stolen);
  await party.accepts();
});
