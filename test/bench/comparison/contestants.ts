import path from "node:path";
import { projectFile } from "../../support/process/startServer.js";
import type { Entrance } from "../load/measureSignIns.js";
import { signInOf } from "../load/people.js";
import { seeOwnPage, signIn, target } from "../load/signIn.js";
import type { Provider } from "../provider/startProvider.js";

/** An app that is compared. */
export interface Contestant {
  readonly name: string;
  /** The file that Node.js runs. */
  readonly program: string;
  /** How people get into it; undefined if everybody sees the same. */
  readonly enter: Entrance | undefined;
  /** Whether it has sign-in code. */
  readonly signsIn: boolean;
  /** Returns the settings that are its alone. */
  readonly settings?: (provider: Provider) => Readonly<Record<string, string>>;
}

const ordersApiId = "7c9d2e4f-5a6b-4c8d-9e0f-1a2b3c4d5e6f";
const ordersScopes = `api://${ordersApiId}/Orders.Read api://${ordersApiId}/Orders.Cancel`;

/** This app, as `npm run build` makes it. */
export const ours = relyingParty("this app", projectFile("dist/server.js"));

export const expressOpenidConnect = relyingParty(
  "express-openid-connect 3.4",
  peer("expressOpenidConnect.js"),
);

export const openidClient = relyingParty("openid-client 6, minimal", peer("openidClient.js"));

/** The same with its signature check, which makes it the least that checks an ID token as this app does. */
export const openidClientChecking: Contestant = {
  ...openidClient,
  name: "openid-client 6, with its signature check",
  settings: () => ({ VERIFY_SIGNATURES: "on" }),
};

/** This app and express-openid-connect again, with an API that they call. */
export const oursWithApi = withApi(ours);
export const expressOpenidConnectWithApi = withApi(expressOpenidConnect);

/** This app again, which counts what it does, and traces a part of it too. */
export const oursWithMetrics: Contestant = {
  ...ours,
  name: `${ours.name}, with metrics`,
  settings: ({ collector }) => ({
    OTEL_EXPORTER_OTLP_ENDPOINT: collector,
    OTEL_TRACES_SAMPLER: "always_off",
  }),
};
export const oursWithTraces: Contestant = {
  ...ours,
  name: `${ours.name}, with metrics and traces at 5 %`,
  settings: ({ collector }) => ({
    OTEL_EXPORTER_OTLP_ENDPOINT: collector,
    OTEL_TRACES_SAMPLER: "traceidratio",
    OTEL_TRACES_SAMPLER_ARG: "0.05",
  }),
};

/** Express, hbs and express-session. */
export const bare: Contestant = {
  name: "Express without sign-in code",
  program: peer("bare.js"),
  enter: async (browser, _provider, person) => {
    const claims = encodeURIComponent(JSON.stringify(signInOf(person).claims));
    await seeOwnPage(browser, target(await browser.open(`/auth/signin?claims=${claims}`)), person);
  },
  signsIn: false,
};

export const constantBytes: Contestant = {
  name: "node:http, constant bytes",
  program: peer("constantBytes.js"),
  enter: undefined,
  signsIn: false,
};

export const contestants: readonly Contestant[] = [
  ours,
  expressOpenidConnect,
  openidClient,
  openidClientChecking,
  bare,
  constantBytes,
];

/** An app that people sign in to at the tenant. */
function relyingParty(name: string, program: string): Contestant {
  return { name, program, enter: signIn, signsIn: true };
}

/** An app that asks for an access token at the sign-in, and has a page of orders. */
function withApi(contestant: Contestant): Contestant {
  return {
    ...contestant,
    name: `${contestant.name}, with an API`,
    settings: ({ ordersApi }) => ({ API_SCOPES: ordersScopes, ORDERS_API_URL: ordersApi }),
  };
}

function peer(file: string): string {
  return path.join(import.meta.dirname, "../peers", file);
}
