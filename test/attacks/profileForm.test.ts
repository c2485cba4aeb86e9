import { describe, expect, test } from "vitest";
import { openForm, profileVisitor, sendForm } from "../support/profile/profileVisitor.js";
import { foreignForms } from "../support/visitors/foreignForms.js";
import { sessionCookieIn, signOut, visitorOf } from "../support/visitors/signInByHttp.js";

describe("a profile form of somebody else's making", () => {
  test.each(foreignForms("http://localhost"))(
    "%s changes nothing, and leads to the app's own",
    async (_whose, headers) => {
      const { visitor, graph } = await profileVisitor();
      const fields = { ...(await openForm(visitor)), displayName: "Mallory" };
      const answer = await visitor.post("/users/profile/edit").set(headers).type("form").send(fields);
      expect([answer.status, answer.headers.location]).toEqual([303, "/users/profile/edit"]);
      expect(graph.changes).toEqual([]);
    },
  );

  test("is taken from the app's own page by its origin alone, as older browsers send it", async () => {
    const { visitor, graph, app } = await profileVisitor();
    const fields = { ...(await openForm(visitor)), city: "Oslo" };
    await visitor.post("/users/profile/edit").set("Origin", app.url).type("form").send(fields).expect(303);
    expect(graph.changes).toEqual([{ city: "Oslo" }]);
  });

  test.each(["get", "head"] as const)("in the address of a %s changes nothing", async (method) => {
    const { visitor, graph } = await profileVisitor();
    const query = new URLSearchParams({ ...(await openForm(visitor)), displayName: "Mallory" });
    await visitor[method](`/users/profile/edit?${query}`).expect(200);
    expect(graph.changes).toEqual([]);
  });
});

describe("a form that was opened by one person and is sent by another", () => {
  test("changes nothing of the other, and shows them their own", async () => {
    const { visitor, graph, signInAs } = await profileVisitor();
    const fields = { ...(await openForm(visitor)), displayName: "Ada King" };
    await signInAs(visitor, { sub: "pairwise-subject-of-ben", name: "Ben Okafor" });
    const { headers } = await sendForm(visitor, fields).expect(303);
    expect(headers.location).toBe("/users/profile/edit");
    expect(graph.changes).toEqual([]);
    expect((await visitor.get("/")).text).toContain("Hello, Ben Okafor");
  });

  test("changes nothing after signing out", async () => {
    const { visitor, graph } = await profileVisitor();
    const fields = { ...(await openForm(visitor)), displayName: "Ada King" };
    await signOut(visitor).expect(200);
    await sendForm(visitor, fields).expect(401);
    expect(graph.changes).toEqual([]);
  });

  test("changes nothing for a browser that has never signed in", async () => {
    const { visitor, graph, app } = await profileVisitor();
    await sendForm(visitorOf(app), await openForm(visitor)).expect(401);
    expect(graph.changes).toEqual([]);
  });
});

describe("a sign-out while the profile is being changed", () => {
  test("lets no session come back to life", async () => {
    const { visitor, graph, app, signInAs } = await profileVisitor();
    const cookie = `${sessionCookieIn(await signInAs(visitor))}`;
    const fields = { ...(await openForm(visitor)), displayName: "Ada King" };
    graph.answers.PATCH = async (_request, response) => {
      await signOut(visitor).expect(200);
      response.writeHead(204).end();
    };
    await sendForm(visitor, fields).expect(303);
    expect((await visitorOf(app).get("/").set("Cookie", cookie)).text).toContain("Welcome");
  });
});

describe("a form that is none of the page's", () => {
  test.each([
    ["is empty", () => ""],
    ["lacks a field", (form: URLSearchParams) => without(form, "city")],
    ["lacks its person", (form: URLSearchParams) => without(form, "person")],
    ["lacks what was before", (form: URLSearchParams) => without(form, "before")],
    ["has a field twice", (form: URLSearchParams) => `${form}&city=Oslo`],
    [
      "has a field of another name in brackets",
      (form: URLSearchParams) => `${without(form, "city")}&city[a]=Oslo`,
    ],
    [
      "has something before that is no JSON",
      (form: URLSearchParams) => `${without(form, "before")}&before={`,
    ],
    [
      "has something before that is no profile",
      (form: URLSearchParams) => `${without(form, "before")}&before=[]`,
    ],
    [
      "has a city before that is no text",
      (form: URLSearchParams) => `${without(form, "before")}&before={"city":7}`,
    ],
  ])("is a bad request where it %s", async (_what, spoil) => {
    const { visitor, graph } = await profileVisitor();
    const form = spoil(new URLSearchParams({ ...(await openForm(visitor)), displayName: "Mallory" }));
    const { text } = await sendForm(visitor, form).expect(400);
    expect(text).toContain("Bad request");
    expect(graph.changes).toEqual([]);
  });

  test("changes no more than the five fields, whatever else it has", async () => {
    const { visitor, graph } = await profileVisitor();
    const fields = await openForm(visitor);
    await sendForm(visitor, { ...fields, city: "Oslo", accountEnabled: "false", mail: "x@evil.example" });
    await sendForm(visitor, { ...fields, __proto__x: "1", "constructor[prototype]": "1", city: "Rome" });
    expect(graph.changes).toEqual([{ city: "Oslo" }, { city: "Rome" }]);
  });

  test.each([
    ["JSON", "application/json", "{}"],
    ["of no type", "text/plain", "displayName=Mallory"],
  ])("is a bad request where it is %s", async (_what, type, body) => {
    const { visitor, graph } = await profileVisitor();
    await visitor
      .post("/users/profile/edit")
      .set({ "Sec-Fetch-Site": "same-origin", "Content-Type": type })
      .send(body)
      .expect(400);
    expect(graph.changes).toEqual([]);
  });

  test("is too large at a hundred kilobytes", async () => {
    const { visitor, graph } = await profileVisitor();
    await sendForm(visitor, { ...(await openForm(visitor)), city: "x".repeat(110_000) }).expect(413);
    expect(graph.changes).toEqual([]);
  });
});

test("Nothing of a profile is in the log", async () => {
  const { visitor, app } = await profileVisitor();
  const fields = await openForm(visitor);
  await sendForm(visitor, { ...fields, city: "Lillehammer" }).expect(303);
  await sendForm(visitor, { ...fields, displayName: "", city: "Lillehammer" }).expect(422);
  expect(app.logLines.join("\n")).toMatch(/POST \/users\/profile\/edit 303/);
  expect(app.logLines.join("\n")).not.toMatch(/Lillehammer|Winters|Bergen|subject-of-ada/);
});

function without(form: URLSearchParams, name: string): string {
  return `${new URLSearchParams([...form].filter(([key]) => key !== name))}`;
}
