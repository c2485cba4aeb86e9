import { EventEmitter, once } from "node:events";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { startAppWithStub } from "../support/tenant/tenantStub.js";
import {
  beginSignIn,
  postAnswer,
  signIn,
  signOut,
  type Visitor,
  visitorOf,
} from "../support/visitors/signInByHttp.js";

const { tenant, ...app } = await startAppWithStub();
afterAll(app.close);

/** Signs the visitor in at the session with this id, and answers another sign-in of it, which has yet to come back. */
async function withAnswerUnderWay(visitor: Visitor, claimsOfSession: { sid?: string }) {
  const idToken = (claims: object) => tenant.sign({ ...claims, ...claimsOfSession });
  await signIn(visitor, tenant, { idToken });
  return tenant.authorize(await beginSignIn(visitor), idToken);
}

const sessions: [what: string, claims: { sid?: string }][] = [
  ["with a sid", { sid: "sid-of-ada" }],
  ["without one", {}],
];

describe.each(sessions)("an answer for a session at the tenant %s", (_what, claims) => {
  test("that is older than a sign-out of the same browser makes no session", async () => {
    const visitor = visitorOf(app);
    const answer = await withAnswerUnderWay(visitor, claims);
    // The request was sent before the answer to the sign-out came, so with the cookies of before.
    const cookies = visitor.jar
      .getCookies({ domain: "localhost", path: "/auth", secure: false, script: false })
      .toValueString();
    await signOut(visitor).expect(200);
    const late = await postAnswer(visitorOf(app), answer).set("Cookie", cookies);
    expect(late.status).toBe(400);
    expect(late.text).toContain("Sign-in expired");
  });

  test("makes no session where both arrive at the same moment, 60 times", async () => {
    for (let count = 0; count < 60; count += 1) {
      const visitor = visitorOf(app);
      const own = claims.sid ? { sid: `${claims.sid} ${count}` } : {};
      const answer = await withAnswerUnderWay(visitor, own);
      await Promise.all([postAnswer(visitor, answer), signOut(visitor)]);
      await visitor.get("/users/id").expect(302);
    }
  });

  test("makes no session where the sign-out comes while the new one is being kept", async () => {
    const { sessionStore: store } = app;
    const visitor = visitorOf(app);
    const answer = await withAnswerUnderWay(visitor, claims);
    const set = store.set.bind(store);
    const steps = new EventEmitter();
    const isKept = once(steps, "isKept");
    store.set = (id, session, done) => {
      steps.once("goOn", () => set(id, session, done));
      steps.emit("isKept");
    };
    onTestFinished(() => {
      store.set = set;
    });
    const answered = postAnswer(visitor, answer).then(({ text }) => text);
    await isKept;
    await signOut(visitor).expect(200);
    steps.emit("goOn");
    expect(await answered).toContain("Sign-in expired");
    await visitor.get("/users/id").expect(302);
  });

  test("makes one where the sign-in began after the sign-out", async () => {
    const visitor = visitorOf(app);
    await withAnswerUnderWay(visitor, claims);
    await signOut(visitor).expect(200);
    await signIn(visitor, tenant, { idToken: (all) => tenant.sign({ ...all, ...claims }) });
    await visitor.get("/users/id").expect(200);
  });
});

test("A sign-out at the tenant lets no answer from before it sign in, though the app knew nobody of that sid", async () => {
  const visitor = visitorOf(app);
  const idToken = (claims: object) => tenant.sign({ ...claims, sid: "unknown-yet" });
  const answer = tenant.authorize(await beginSignIn(visitor), idToken);
  await visitorOf(app).get("/auth/frontchannel-logout?sid=unknown-yet").expect(200);
  const late = await postAnswer(visitor, answer);
  expect(late.text).toContain("Sign-in expired");
  await visitor.get("/users/id").expect(302);
});
