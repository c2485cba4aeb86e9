import { afterAll, describe, expect, test } from "vitest";
import { tokenWith } from "../support/tenant/people.js";
import { startAppWithStub, type TenantStub } from "../support/tenant/tenantStub.js";
import { signIn, visitorOf } from "../support/visitors/signInByHttp.js";

const { tenant, ...app } = await startAppWithStub();
afterAll(app.close);

const payloads = [
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "'><svg/onload=alert(1)>",
  "</title></code></th></table><script>alert(1)</script>",
  '" onmouseover="alert(1)',
  "<!-- --><iframe src=javascript:alert(1)>",
  "<a href='javascript:alert(1)'>x</a>",
  "{{#with this}}<b>{{/with}}",
  "{{{body}}}<b>",
  "&lt;script&gt;<script>",
  "<\u0000script>",
  "\u202e<b>txet</b>",
];

/** Claims that nothing but the page looks at. */
const freeClaims = ["preferred_username", "email", "given_name", "login_hint", "idp", "ver", "sid", "roles"];

async function pagesOf(claims: Parameters<typeof tokenWith>[1], stub: TenantStub = tenant) {
  const visitor = visitorOf(app);
  expect((await signIn(visitor, stub, tokenWith(stub, claims))).status).toBe(200);
  const [home, table] = [await visitor.get("/").expect(200), await visitor.get("/users/id").expect(200)];
  return { home: home.text, table: table.text };
}

/** As a page shows it: every character that means something to HTML is replaced. */
function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#x27;",
    "`": "&#x60;",
    "=": "&#x3D;",
  };
  return text.replace(/[&<>"'`=]/g, (character) => entities[character] ?? character);
}

/** The elements of a page, by name and how often; a claim that became markup would change it. */
function elementsIn(html: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [, name = ""] of html.matchAll(/<(\/?[a-z!][a-z0-9-]*)/gi)) {
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

const plain = await pagesOf({ name: "plain", email: "plain", "plain claim": "plain", sub: "plain" });

describe.each(payloads)("markup in a claim: %s", (payload) => {
  test("is text in the greeting", async () => {
    for (const claims of [
      { name: payload },
      { name: undefined, preferred_username: payload },
      { name: " ", preferred_username: undefined, email: payload },
    ]) {
      const { home } = await pagesOf(claims);
      expect(home).toContain(`<h1>Hello, ${escaped(payload)}</h1>`);
      expect(elementsIn(home)).toEqual(elementsIn(plain.home));
    }
  });

  test("is text in the table, as a value and as a name", async () => {
    const { table } = await pagesOf({ name: "plain", email: payload, [payload]: "plain", sub: payload });
    expect(table.split(escaped(payload))).toHaveLength(4);
    expect(elementsIn(table)).toEqual(elementsIn(plain.table));
  });

  test("is text in a list and in an object, by name and by value", async () => {
    const nested = { [payload]: [payload] };
    const { table } = await pagesOf({ roles: [payload, nested], address: nested });
    const other = await pagesOf({ roles: ["plain", "plain"], address: "plain" });
    expect(table).toContain(`<li>${escaped(payload)}</li>`);
    expect(table).toContain(`<li>${escaped(JSON.stringify(nested))}</li>`);
    expect(elementsIn(table)).toEqual(elementsIn(other.table));
  });
});

describe("markup in every claim at once", () => {
  test("is text in both pages", async () => {
    const payload = "<script>alert(1)</script>";
    const all = (value: string) =>
      Object.fromEntries(["name", ...freeClaims, "sub", "oid"].map((name) => [name, value]));
    const hostile = await pagesOf(all(payload));
    const harmless = await pagesOf(all("plain"));
    expect(hostile.home + hostile.table).not.toContain("<script>alert");
    expect(elementsIn(hostile.home)).toEqual(elementsIn(harmless.home));
    expect(elementsIn(hostile.table)).toEqual(elementsIn(harmless.table));
  });
});
