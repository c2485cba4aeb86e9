import type { JWTPayload } from "jose";
import { onTestFinished } from "vitest";
import { secondsAgo } from "../guards/startGuardedApp.js";
import { startAppWithStub } from "../tenant/tenantStub.js";
import { formWith } from "../visitors/formBrowser.js";
import { signIn, type Visitor, visitorOf } from "../visitors/signInByHttp.js";
import { graphAt } from "./graphStub.js";

/** Somebody who is signed in, since a moment ago, at an app with a profile page; all of it ends with the test. */
export async function profileVisitor({
  scopes = "User.Read User.ReadWrite",
  claims = {},
}: {
  readonly scopes?: string;
  readonly claims?: JWTPayload;
} = {}) {
  const { tenant, ...app } = await startAppWithStub({ API_SCOPES: scopes });
  onTestFinished(app.close);
  const graph = graphAt(tenant);
  const visitor = visitorOf(app);
  /** Signs a visitor in, as Ada if the claims name nobody else. */
  const signInAs = (who: Visitor, changes: JWTPayload = {}) =>
    signIn(who, tenant, {
      idToken: (usual) => tenant.sign({ ...usual, auth_time: secondsAgo(5), ...claims, ...changes }),
    });
  await signInAs(visitor);
  return { visitor, tenant, graph, app, signInAs };
}

/** What the form of the profile would send as it stands. */
export async function openForm(visitor: Visitor): Promise<Record<string, string>> {
  const { text } = await visitor.get("/users/profile/edit").set("Accept", "text/html").expect(200);
  return formWith({ html: text, heading: "Edit profile" }, "Save").fields;
}

/** Sends the form as the button on the page does. */
export function sendForm(visitor: Visitor, fields: Readonly<Record<string, string>> | string) {
  return visitor
    .post("/users/profile/edit")
    .set({ "Sec-Fetch-Site": "same-origin", Accept: "text/html" })
    .type("form")
    .send(fields);
}

/** Opens the form, types into it, and sends it. */
export async function changeProfile(visitor: Visitor, typed: Readonly<Record<string, string>>) {
  return sendForm(visitor, { ...(await openForm(visitor)), ...typed });
}
