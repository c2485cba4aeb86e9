import { randomBytes } from "node:crypto";
import { addFault, type Faults } from "./faults.js";
import type { Settings } from "./settings/settings.js";

/** In characters. A shorter secret could be guessed from a signed cookie. */
const shortestProductionSecret = 32;

/** Returns the secrets that sign cookies. If none is set, that is a random one, and in production a fault. */
export function sessionSecretsOf(
  settings: Settings,
  production: boolean,
  faults: Faults,
  warnings: string[],
): readonly [string, ...string[]] {
  const secrets = settings.EXPRESS_SESSION_SECRET;
  if (production && !secrets) {
    addFault(faults, "EXPRESS_SESSION_SECRET", "is missing");
  }
  if (production && secrets?.some((secret) => secret.length < shortestProductionSecret)) {
    addFault(
      faults,
      "EXPRESS_SESSION_SECRET",
      `must be one secret of ${shortestProductionSecret} characters or more, or several with commas between them, newest first`,
    );
  }
  if (!secrets) {
    warnings.push(
      "EXPRESS_SESSION_SECRET is not set: a random one is used, so no session and no sign-in outlives a restart.",
    );
  }
  return secrets ?? [randomBytes(32).toString("hex")];
}
