import { describe, expect, test } from "vitest";
import { secondsAgo } from "../../support/guards/startGuardedApp.js";
import { adasProfile, graphError } from "../../support/profile/graphStub.js";
import { changeProfile, openForm, profileVisitor, sendForm } from "../../support/profile/profileVisitor.js";

describe("the form of the profile", () => {
  test("holds what Graph answers", async () => {
    const { visitor } = await profileVisitor();
    expect(await openForm(visitor)).toMatchObject({ ...adasProfile, country: "" });
  });

  test("changes at Graph what was changed and nothing else, and the page says so", async () => {
    const { visitor, graph } = await profileVisitor();
    const answer = await changeProfile(visitor, { city: " Oslo ", givenName: "", country: "Norway" });
    expect([answer.status, answer.headers.location]).toEqual([303, "/users/profile?profile=saved"]);
    expect(graph.changes).toEqual([{ givenName: null, city: "Oslo", country: "Norway" }]);
    expect(graph.authorizations.at(-1)).toMatch(/^Bearer access-token-/);
    const { text } = await visitor.get("/users/profile?profile=saved").expect(200);
    expect(text).toContain("Your profile is saved.");
    expect(text).toContain("<dd>Oslo</dd>");
  });

  test("in which nothing was changed asks Graph for nothing", async () => {
    const { visitor, graph } = await profileVisitor();
    graph.profile = { ...adasProfile, city: " Bergen " };
    const answer = await changeProfile(visitor, { city: "Bergen" });
    expect([answer.status, answer.headers.location]).toEqual([303, "/users/profile"]);
    expect(graph.changes).toEqual([]);
  });

  test("leaves alone what another tab has changed meanwhile", async () => {
    const { visitor, graph } = await profileVisitor();
    const opened = await openForm(visitor);
    await changeProfile(visitor, { city: "Oslo" });
    await sendForm(visitor, { ...opened, surname: "King" }).expect(303);
    expect(graph.profile).toMatchObject({ city: "Oslo", surname: "King" });
  });

  test("takes names of all scripts", async () => {
    const { visitor, graph } = await profileVisitor();
    const typed = { displayName: "李 Åsa O’Neill-Gómez 👩‍🚀", country: "Côte d'Ivoire" };
    expect((await changeProfile(visitor, typed)).status).toBe(303);
    expect(graph.changes).toEqual([typed]);
  });

  test("takes what is as long as Graph takes, be every character four bytes", async () => {
    const { visitor, graph } = await profileVisitor();
    const typed = {
      displayName: "🚀".repeat(128),
      givenName: "🚀".repeat(32),
      surname: "🚀".repeat(32),
      city: "🚀".repeat(64),
      country: "🚀".repeat(64),
    };
    expect((await changeProfile(visitor, typed)).status).toBe(303);
    expect((await changeProfile(visitor, { city: "Oslo" })).status).toBe(303);
    expect(graph.changes).toEqual([typed, { city: "Oslo" }]);
  });

  test.each([
    ["displayName", "", "Enter a display name."],
    ["displayName", "  ", "Enter a display name."],
    ["displayName", "x".repeat(257), "Use at most 256 characters."],
    ["givenName", "x".repeat(65), "Use at most 64 characters."],
    ["surname", "x".repeat(65), "Use at most 64 characters."],
    ["city", "x".repeat(129), "Use at most 128 characters."],
    ["country", "x".repeat(129), "Use at most 128 characters."],
    ["city", "Ber\u0000gen", "Use no line breaks and no control characters."],
    ["city", "Ber\r\ngen", "Use no line breaks and no control characters."],
    ["city", "Ber\u2028gen", "Use no line breaks and no control characters."],
  ])("comes back where %s is %j, with all that was typed, and says: %s", async (field, value, fault) => {
    const { visitor, graph } = await profileVisitor();
    const other = field === "surname" ? "givenName" : "surname";
    const { status, text } = await changeProfile(visitor, { [field]: value, [other]: '<b>"King"</b>' });
    expect(status).toBe(422);
    expect(text).toContain(`<small id="${field}-fault" role="alert">${fault}</small>`);
    expect(text).toMatch(
      new RegExp(`id="${field}"[^>]*aria-invalid="true" aria-describedby="${field}-fault"\\s+autofocus`),
    );
    expect(text.match(/role="alert"/g)).toHaveLength(1);
    expect(text).toContain("&lt;b&gt;&quot;King&quot;&lt;/b&gt;");
    expect(text).toContain(`value="${value.trim()}"`);
    expect(graph.changes).toEqual([]);
    expect((await visitor.get("/")).text).toContain("Hello, Ada Winters");
  });

  test("that came back is sent once more as the first one", async () => {
    const { visitor, graph } = await profileVisitor();
    const fields = { ...(await openForm(visitor)), city: "Oslo", displayName: "" };
    await sendForm(visitor, fields).expect(422);
    await sendForm(visitor, { ...fields, displayName: "Ada King" }).expect(303);
    expect(graph.changes).toEqual([{ displayName: "Ada King", city: "Oslo" }]);
  });

  test("lets alone what would be refused if it were typed", async () => {
    const { visitor, graph } = await profileVisitor();
    graph.profile = { ...adasProfile, displayName: null, city: "a\u0001b" };
    expect((await changeProfile(visitor, { surname: "King" })).status).toBe(303);
    expect(graph.changes).toEqual([{ surname: "King" }]);
  });

  test("comes back with what was typed where Graph takes no such text", async () => {
    const { visitor, graph, app } = await profileVisitor();
    graph.answers.PATCH = graphError(400, "Request_BadRequest");
    const { status, text } = await changeProfile(visitor, { city: "Oslo" });
    expect(status).toBe(422);
    expect(text).toContain("Microsoft Entra does not accept this.");
    expect(text).toContain('value="Oslo"');
    expect(text + app.logLines.join()).not.toContain("hush-hush");
  });
});

describe("a new name", () => {
  const names = { given_name: "Ada", family_name: "Winters" };

  test("is what the home page greets by at once, and what the claims say", async () => {
    const { visitor } = await profileVisitor({ claims: names });
    await changeProfile(visitor, { displayName: "Ada King", surname: "King" });
    expect((await visitor.get("/")).text).toContain("<h1>Hello, Ada King</h1>");
    const { text } = await visitor.get("/users/id");
    expect(text).toContain("King");
    expect(text).not.toContain("Winters");
  });

  test("is not in the claims where Graph has refused it", async () => {
    const { visitor, graph } = await profileVisitor();
    for (const status of [400, 401, 403, 429, 500, 503]) {
      graph.answers.PATCH = graphError(status, "Refused");
      await changeProfile(visitor, { displayName: "Ada King" });
      expect((await visitor.get("/")).text).toContain("<h1>Hello, Ada Winters</h1>");
    }
    expect(graph.profile).toMatchObject({ displayName: "Ada Winters" });
  });

  test("of one tab stays where another tab, which began before, changes the given name after", async () => {
    const { visitor, graph } = await profileVisitor({ claims: names });
    const fields = await openForm(visitor);
    graph.answers.PATCH = async (_request, response) => {
      delete graph.answers.PATCH;
      await sendForm(visitor, { ...fields, displayName: "Ada King" }).expect(303);
      response.writeHead(204).end();
    };
    await sendForm(visitor, { ...fields, givenName: "Augusta" }).expect(303);
    expect((await visitor.get("/")).text).toContain("<h1>Hello, Ada King</h1>");
    expect((await visitor.get("/users/id")).text).toContain("Augusta");
  });
});

describe("changing a profile", () => {
  test.each([
    [403, 403, "No access"],
    [429, 429, "Please wait a moment"],
    [500, 502, "Not available"],
    [503, 503, "Not available"],
  ])("that Graph answers by %i is a page with status %i: %s", async (status, shown, heading) => {
    const { visitor, graph } = await profileVisitor();
    graph.answers.PATCH = graphError(status, "Refused", { "Retry-After": "30" });
    const answer = await changeProfile(visitor, { city: "Oslo" });
    expect([answer.status, answer.get("Retry-After")]).toEqual([shown, "30"]);
    expect(answer.text).toContain(`<h1>${heading}</h1>`);
    expect(graph.requests.filter((request) => request.startsWith("PATCH"))).toHaveLength(1);
  });

  test("whose token Graph refuses says to the form that nothing was saved", async () => {
    const { visitor, graph } = await profileVisitor();
    graph.answers.PATCH = graphError(401, "InvalidAuthenticationToken");
    const { status, text } = await changeProfile(visitor, { city: "Oslo" });
    expect(status).toBe(401);
    expect(text).toContain("nothing was saved");
  });

  test("asks for a recent sign-in before anything is typed", async () => {
    const { visitor, graph } = await profileVisitor({ claims: { auth_time: secondsAgo(6 * 60) } });
    const { headers } = await visitor.get("/users/profile/edit").expect(302);
    expect(headers.location).toMatch(/^\/auth\/signin\?demand=/);
    const { headers: asked } = await visitor.get(String(headers.location)).expect(302);
    expect(new URL(asked.location ?? "").searchParams.get("prompt")).toBe("login");
    expect(graph.requests).toEqual([]);
  });

  test("leaves ten minutes to type, and no more", async () => {
    const { visitor, graph, signInAs } = await profileVisitor();
    const fields = { ...(await openForm(visitor)), city: "Oslo" };
    await signInAs(visitor, { auth_time: secondsAgo(14 * 60) });
    await sendForm(visitor, fields).expect(303);
    await signInAs(visitor, { auth_time: secondsAgo(16 * 60) });
    const { text } = await sendForm(visitor, { ...fields, city: "Lillehammer" }).expect(401);
    expect(text).toContain("nothing was saved");
    expect(graph.changes).toEqual([{ city: "Oslo" }]);
  });
});
