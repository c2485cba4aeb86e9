import { expect, onTestFinished, vi } from "vitest";
import { createSigningKey, type SigningKey } from "../support/tenant/signingKey.js";
import { signedWith } from "../support/tenant/tenantKeys.js";
import type { TenantStub } from "../support/tenant/tenantStub.js";
import { signOut } from "../support/visitors/signInByHttp.js";
import { conformanceModule } from "./conformanceModule.js";

/** Puts the key at work, and publishes it alone. */
function rotate(tenant: TenantStub, key: SigningKey): void {
  tenant.signingKey = key;
  tenant.publishedKeys = [key];
}

/** Lets the 30 seconds pass in which the app does not fetch keys again. */
function letKeysCool(): void {
  vi.setSystemTime(Date.now() + 31_000);
}

function holdClock(): void {
  vi.useFakeTimers({ toFake: ["Date"] });
  onTestFinished(() => void vi.useRealTimers());
}

/** The key as a tenant publishes it that gives no key a kid. */
function withoutKid(key: SigningKey): SigningKey {
  const { kid: _, ...publicJwk } = key.publicJwk;
  return { ...key, publicJwk };
}

conformanceModule(
  "oidcc-client-test-kid-absent-single-jwks",
  "accepted: no kid, and one published key",
  async ({ tenant, accepts }) => {
    tenant.publishedKeys = [withoutKid(tenant.signingKey)];
    await accepts((claims) => signedWith(tenant.signingKey, claims, { kid: undefined }));
  },
);

conformanceModule(
  "oidcc-client-test-kid-absent-multiple-jwks",
  "refused: no kid, and two published keys",
  async ({ tenant, accepts, refuses }) => {
    holdClock();
    tenant.publishedKeys = [tenant.signingKey, await createSigningKey()].map(withoutKid);
    await refuses(/ERR_JWKS_MULTIPLE_MATCHING_KEYS/, (claims) =>
      signedWith(tenant.signingKey, claims, { kid: undefined }),
    );
    rotate(tenant, tenant.signingKey);
    letKeysCool();
    await accepts();
  },
);

conformanceModule(
  "oidcc-client-test-signing-key-rotation",
  "accepted: a new key between sign-ins half a minute apart",
  async ({ tenant, accepts }) => {
    holdClock();
    await accepts();
    rotate(tenant, await createSigningKey());
    letKeysCool();
    await accepts();
    expect(tenant.calls.keys).toBe(2);
  },
);

conformanceModule(
  "oidcc-client-test-signing-key-rotation-just-before-signing",
  "accepted: a new key while a sign-in is under way",
  async ({ tenant, accepts }) => {
    holdClock();
    await accepts();
    letKeysCool();
    await accepts(async (claims) => {
      rotate(tenant, await createSigningKey());
      return tenant.sign(claims);
    });
    expect(tenant.calls.keys).toBe(2);
  },
);

conformanceModule(
  "oidcc-client-test-ignores-unparseable-key-in-jwks",
  "accepted: keys of unknown types beside the tenant's",
  async ({ tenant, accepts }) => {
    const unusable = [
      { kty: "AKP", alg: "ML-DSA-0", kid: "a", pub: "AAAA" },
      { kty: "unknown", kid: "b" },
    ];
    tenant.publishedKeys.unshift(...unusable.map((publicJwk) => ({ ...tenant.signingKey, publicJwk })));
    await accepts();
  },
);

conformanceModule(
  "withdrawn-key",
  "refused: a key that was withdrawn more than a day ago",
  async ({ tenant, visitor, accepts, refuses }) => {
    holdClock();
    const withdrawn = tenant.signingKey;
    await accepts();
    await signOut(visitor).expect(200);
    rotate(tenant, await createSigningKey());
    vi.setSystemTime(Date.now() + 24 * 60 * 60 * 1000 + 1000);
    await refuses(/ERR_JWKS_NO_MATCHING_KEY/, (claims) => signedWith(withdrawn, claims));
    await accepts();
  },
);
