import path from "node:path";
import { projectFile } from "../../support/process/startServer.js";
import type { Entrance } from "../load/measureSignIns.js";
import { signInOf } from "../load/people.js";
import { seeOwnPage, signIn, target } from "../load/signIn.js";

/** An app that is compared. */
export interface Contestant {
  readonly name: string;
  /** The file that Node.js runs. */
  readonly program: string;
  /** How people get into it; undefined if everybody sees the same. */
  readonly enter: Entrance | undefined;
  /** Whether it has sign-in code. */
  readonly signsIn: boolean;
}

/** This app, as `npm run build` makes it. */
export const ours = relyingParty("this app", projectFile("dist/server.js"));

export const expressOpenidConnect = relyingParty(
  "express-openid-connect 3.4",
  peer("expressOpenidConnect.js"),
);

export const openidClient = relyingParty("openid-client 6, minimal", peer("openidClient.js"));

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
  bare,
  constantBytes,
];

/** An app that people sign in to at the tenant. */
function relyingParty(name: string, program: string): Contestant {
  return { name, program, enter: signIn, signsIn: true };
}

function peer(file: string): string {
  return path.join(import.meta.dirname, "../peers", file);
}
