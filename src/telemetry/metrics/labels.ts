import { adviceFor } from "../../auth/aadsts/aadstsAdvice.js";
import { refreshOutcome } from "../../auth/aadsts/refreshes.js";
import type { Failure } from "../events.js";
import { other } from "../httpMethod.js";

/** Values of labels: the first that come, up to a limit, and one word for all others. Metrics have a series for each. */
export class FewValues {
  readonly #known = new Set<string>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  label(value: string): string {
    if (this.#known.has(value)) {
      return value;
    }
    if (this.#known.size === this.#most) {
      return other;
    }
    this.#known.add(value);
    return value;
  }
}

/** Undefined if there is no status of HTTP (RFC 9110, section 15). */
export function statusLabel(status: number | undefined): number | undefined {
  return status !== undefined && status >= 100 && status <= 599 ? status : undefined;
}

/** Labels of a failure. Only numbers that the app has advice for stand for themselves. */
export function failureLabels(
  { code, aadsts }: Failure,
  codes: ReadonlySet<string>,
): { "error.type": string; "entra.aadsts"?: string } {
  const known = adviceFor(aadsts) !== undefined || refreshOutcome(aadsts) !== undefined;
  return {
    "error.type": codes.has(code) ? code : other,
    ...(aadsts !== undefined && { "entra.aadsts": known ? String(aadsts) : "other" }),
  };
}
