import type supertest from "supertest";
import { FormBrowser } from "../visitors/formBrowser.js";
import { beginSignIn, postAnswer, type Visitor } from "../visitors/signInByHttp.js";
import { ada, responseOf, typeCredentials } from "./emulatorApps.js";

/** Signs a visitor of the app in as Ada, by the emulator's own pages, and gives the app's answer. */
export async function signInAtEmulator(visitor: Visitor): Promise<supertest.Response> {
  const authorizationUrl = await beginSignIn(visitor);
  const browser = new FormBrowser(new URL(authorizationUrl).origin);
  const page = await browser.open(authorizationUrl);
  const answer = await typeCredentials(browser, page, ada.email, ada.password);
  return postAnswer(visitor, responseOf(answer));
}
