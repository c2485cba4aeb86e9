import type supertest from "supertest";
import { FormBrowser } from "../visitors/formBrowser.js";
import { beginSignIn, postAnswer, type Visitor } from "../visitors/signInByHttp.js";
import { ada, responseOf } from "./emulatorApps.js";
import { proveAll } from "./secondFactor.js";

interface SignInOptions {
  /** Where the sign-in begins, with what it demands. */
  readonly path?: string;
  readonly person?: { readonly email: string; readonly password: string };
  /** One that has been at the emulator before: a person who is signed in there is asked for what is new alone. */
  readonly browser?: FormBrowser;
}

/**
 * Signs a visitor of the app in, as Ada if nobody else is named, by those pages of the emulator that come, the one for a
 * second factor among them. Returns the app's answer.
 */
export async function signInAtEmulator(
  visitor: Visitor,
  { path, person = ada, browser }: SignInOptions = {},
): Promise<supertest.Response> {
  const authorizationUrl = await beginSignIn(visitor, path);
  const atTenant = browser ?? new FormBrowser(new URL(authorizationUrl).origin);
  const answer = await proveAll(atTenant, await atTenant.open(authorizationUrl), person);
  return postAnswer(visitor, responseOf(answer));
}
