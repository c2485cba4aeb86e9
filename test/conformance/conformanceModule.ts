import type { JWTPayload } from "jose";
import { describe, test } from "vitest";
import type { TenantStub } from "../support/tenant/tenantStub.js";
import { type RelyingParty, startRelyingParty } from "./relyingParty.js";
import { type ResponseMode, responseModes } from "./responseModes.js";

declare module "vitest" {
  interface TaskMeta {
    /** What a row of the conformance table says of this test. */
    conformance?: { readonly responseMode: ResponseMode; readonly expected: string };
  }
}

/** A module of the conformance suite, or a row beyond it: one test in each response mode. */
export function conformanceModule(
  name: string,
  expected: string,
  show: (party: RelyingParty) => Promise<void>,
): void {
  describe(name, () => {
    for (const responseMode of responseModes) {
      test(
        `by ${responseMode}: ${expected}`,
        { meta: { conformance: { responseMode, expected } } },
        async () => show(await startRelyingParty(responseMode)),
      );
    }
  });
}

type IdTokenOf = (claims: JWTPayload, tenant: TenantStub) => Promise<string>;

/** A module in which the app accepts the ID token. */
export function acceptsIdToken(name: string, what: string, idToken: IdTokenOf): void {
  conformanceModule(name, `accepted: ${what}`, (party) =>
    party.accepts((claims) => idToken(claims, party.tenant)),
  );
}

/** A module in which the app refuses the ID token for this cause, and accepts a healthy one right after. */
export function refusesIdToken(name: string, what: string, cause: RegExp, idToken: IdTokenOf): void {
  conformanceModule(name, `refused: ${what}`, async (party) => {
    await party.refuses(cause, (claims) => idToken(claims, party.tenant));
    await party.accepts();
  });
}
