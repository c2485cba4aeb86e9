import path from "node:path";
import { projectFile } from "../../support/startServer.js";
import type { Entrance } from "../load/measureSignIns.js";
import { signInOf } from "../load/people.js";
import { seeOwnPage, signIn, target } from "../load/signIn.js";

/** An app that is compared. */
export interface Contestant {
  readonly name: string;
  /** The file that Node.js runs. */
  readonly program: string;
  /** How people get into it; undefined where everybody sees the same. */
  readonly enter: Entrance | undefined;
  /** Whether it has sign-in code. */
  readonly signsIn: boolean;
}

/** This app, as `npm run build` makes it. */
export const ours: Contestant = {
  name: "this app",
  program: projectFile("dist/server.js"),
  enter: signIn,
  signsIn: true,
};

export const expressOpenidConnect: Contestant = {
  name: "express-openid-connect 3.4",
  program: peer("expressOpenidConnect.js"),
  enter: signIn,
  signsIn: true,
};

export const openidClient: Contestant = {
  name: "openid-client 6, minimal",
  program: peer("openidClient.js"),
  enter: signIn,
  signsIn: true,
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
  bare,
  constantBytes,
];

function peer(file: string): string {
  return path.join(import.meta.dirname, "../peers", file);
}
