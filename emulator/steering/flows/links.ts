import type { Step } from "./step.js";

/** Parameters whose values one answer brings and a later request has. */
export const linkingParameters = [
  "access_token",
  "assertion",
  "code",
  "continuation_token",
  "device_code",
  "id_token",
  "id_token_hint",
  "refresh_token",
  "subject_token",
];

/** A page of an interaction, or where the browser goes after its last one. */
const interaction = /\/(?:interaction|authorize|devicelogin)\/([\w-]+)/;

/** What links a request to an earlier answer: each value is known to those alone who got that answer. */
export function linksToEarlier({ path, query, form }: Step, bearer: string | undefined): string[] {
  return [...valuesOf(query), ...valuesOf(form), ...interactionOf(path), ...(bearer ? [bearer] : [])];
}

/** What links later requests to an answer. */
export function linksToLater({ location = "", authorizationResponse, body }: Step): string[] {
  return [...valuesOf(authorizationResponse), ...valuesOf(body), ...interactionOf(location)];
}

function valuesOf(parameters: Readonly<Record<string, unknown>>): string[] {
  return linkingParameters
    .map((name) => parameters[name])
    .filter((value): value is string => typeof value === "string" && value !== "");
}

function interactionOf(path: string): string[] {
  const [, uid] = interaction.exec(path) ?? [];
  return uid === undefined ? [] : [`interaction ${uid}`];
}
