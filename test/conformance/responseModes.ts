import type { Response } from "supertest";
import type { Config } from "../../src/config/config.js";
import { formWith } from "../support/visitors/formBrowser.js";
import { type Visitor, visitorOf } from "../support/visitors/signInByHttp.js";

export type ResponseMode = Config["responseMode"];

export const responseModes: readonly ResponseMode[] = ["form_post", "query"];

type Fields = Readonly<Record<string, string>>;

/** How the tenant's answer comes to the app, as a browser brings it, by response mode. */
export const deliver: Readonly<
  Record<ResponseMode, (app: { readonly url: string }, visitor: Visitor, fields: Fields) => Promise<Response>>
> = {
  async form_post(app, visitor, fields) {
    // The browser sends no SameSite=Lax cookie with a POST from another site.
    const { text } = await visitorOf(app)
      .post("/auth/redirect")
      .set("Sec-Fetch-Site", "cross-site")
      .type("form")
      .send(fields)
      .expect(200);
    const repost = formWith({ html: text, heading: "Signing in" }, "Continue");
    return visitor.post(repost.action).set("Sec-Fetch-Site", "same-origin").type("form").send(repost.fields);
  },
  async query(_app, visitor, fields) {
    return visitor.get("/auth/redirect").set("Sec-Fetch-Site", "cross-site").query(fields);
  },
};
