import { outcomeOf, type SeenToken, summaryOf, tokensOf } from "../flows/flowSummary.js";
import type { Flow, Parameters, Step } from "../flows/step.js";

const tokenNames = ["access_token", "id_token", "refresh_token", "id_token_hint"];

const titles: readonly (readonly [RegExp, string])[] = [
  [/\/oauth2\/v2\.0\/authorize$/, "Authorization request"],
  [/\/oauth2\/v2\.0\/authorize\//, "Back from the pages"],
  [/\/oauth2\/v2\.0\/token$/, "Token request"],
  [/\/oauth2\/v2\.0\/devicecode$/, "Device code request"],
  [/\/oauth2\/v2\.0\/logout/, "Sign-out"],
  [/^\/interaction\/[^/]+$/, "Which page comes first"],
  [/^\/devicelogin/, "Page: code of a device"],
  [/^\/oidc\/userinfo/, "Userinfo"],
  [/^\/v1\.0\//, "Microsoft Graph"],
];

/** What the view "flow" shows: the requests of a flow in order, with their tokens decoded. */
export function flowPage(flow: Flow, nameOf: (clientId: string) => string) {
  const { id, clientId, person, outcome } = summaryOf(flow);
  return {
    title: person === undefined ? "A flow" : `A flow of ${person}`,
    isWide: true,
    download: `/emulator/api/flows/${id}`,
    fileName: `flow-${id}.json`,
    application: clientId === undefined ? "no application" : nameOf(clientId),
    outcome,
    forgotten: flow.forgotten,
    steps: flow.steps.map((step, index) => stepView(step, index + 1 + flow.forgotten)),
  };
}

function stepView(step: Step, number: number) {
  const { startedAt, duration, method, path, status, location } = step;
  const parameters = { ...step.query, ...step.form };
  return {
    number,
    title: titleOf(step),
    time: startedAt.toISOString().slice(11, 23),
    duration,
    method,
    path,
    status,
    location,
    outcome: outcomeOf(step),
    sent: rows(parameters),
    told: rows(step.authorizationResponse),
    answered: rows(withoutTokens(step.body)),
    tokens: tokensOf(step).map(tokenView),
    refreshToken: step.body.refresh_token,
  };
}

function titleOf({ path }: Step): string {
  const known = titles.find(([pattern]) => pattern.test(path));
  return known ? known[1] : `Page: ${path.split("/").slice(3).join(" ").replaceAll("-", " ") || path}`;
}

function rows(parameters: Parameters | Step["body"]) {
  return Object.entries(parameters).map(([name, value]) => ({
    name,
    value: typeof value === "string" ? value : JSON.stringify(value),
  }));
}

function withoutTokens(body: Step["body"]): Step["body"] {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !tokenNames.includes(name)));
}

function tokenView({ name, raw, header, claims }: SeenToken) {
  return {
    name,
    raw,
    header: JSON.stringify(header, undefined, 2),
    claims: JSON.stringify(claims, undefined, 2),
  };
}
