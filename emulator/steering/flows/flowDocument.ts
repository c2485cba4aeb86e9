import { summaryOf, tokensOf } from "./flowSummary.js";
import { linkingParameters } from "./links.js";
import type { Flow, Step } from "./step.js";

/** What lets its bearer in, or comes to it. */
const credentials = [...linkingParameters, "client_assertion", "code_verifier", "user_code"];

const shownCharacters = 8;

/**
 * Returns a flow for programs, and to attach to a report. Its codes and tokens are shortened, so that nobody who gets it can
 * use one; what the tokens say stands beside.
 */
export function flowDocument(flow: Flow) {
  return { ...summaryOf(flow), forgotten: flow.forgotten, steps: flow.steps.map(stepDocument) };
}

function stepDocument(step: Step) {
  const { startedAt, duration, method, path, query, form, status, location } = step;
  return {
    startedAt: startedAt.toISOString(),
    duration,
    request: { method, path, query: shortened(query), form: shortened(form) },
    response: {
      status,
      ...(location === undefined ? {} : { location }),
      parameters: shortened(step.authorizationResponse),
      body: shortened(step.body),
    },
    tokens: tokensOf(step).map(({ name, header, claims }) => ({ name, header, claims })),
  };
}

function shortened(parameters: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      credentials.includes(name) ? [value].flat().map(shortenedValue).join(" ") : value,
    ]),
  );
}

function shortenedValue(value: unknown): string {
  const text = String(value);
  return `${text.slice(0, shownCharacters)}… (${text.length} characters)`;
}
