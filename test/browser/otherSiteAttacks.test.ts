import type { BrowserContext } from "playwright-core";
import { describe, expect } from "vitest";
import { patience } from "../support/time/patience.js";
import { test } from "./fixtures.js";
import { openSignedIn } from "./openSignedIn.js";
import { requestsOf, siteOf } from "./requests.js";
import { ada, arriveAt, ben, follow, typeCredentials } from "./steps.js";

async function expectSignedIn(context: BrowserContext): Promise<void> {
  const page = await context.newPage();
  await page.goto("/");
  await arriveAt(page, `Hello, ${ada.displayName}`);
}

/** Ways in which a page asks for an address with nobody pressing anything. */
function hiddenRequests(address: (way: string) => string): Record<string, string> {
  return {
    image: `<img src="${address("image")}">`,
    frame: `<iframe src="${address("frame")}"></iframe>`,
    style: `<link rel="stylesheet" href="${address("style")}">`,
    script: `<script src="${address("script")}"></script>`,
    prefetch: `<link rel="prefetch" href="${address("prefetch")}">`,
    fetch: `<script>fetch("${address("fetch")}", {mode: "no-cors", credentials: "include"})</script>`,
    form: `<form action="${address("form")}" target="f" id="x"><input name="way" value="form"></form><iframe name="f"></iframe><script>x.submit()</script>`,
  };
}

describe("a sign-out that another site hides", () => {
  test("in an image, a frame, a stylesheet, a script, a prefetch or a form signs nobody out", async ({
    page,
    context,
    app,
    otherSite,
  }) => {
    await openSignedIn(page, ada);
    const requests = requestsOf(page);
    const hidden = hiddenRequests((way) => `${app.url}/auth/signout?way=${way}`);
    otherSite.body = Object.values(hidden).join("");
    await page.goto(otherSite.url);
    const asked = () => requests.filter(({ url }) => url.pathname === "/auth/signout");
    const ways = () => [...new Set(asked().map(({ url }) => url.searchParams.get("way")))].sort();
    await expect.poll(ways).toEqual(Object.keys(hidden).sort());
    await Promise.all(asked().map(({ request }) => request.response()));
    await expectSignedIn(context);
  });

  test.for(["get", "post"])(
    "in a form (%s) that submits itself signs nobody out",
    async (method, { page, context, app, otherSite }) => {
      await openSignedIn(page, ada);
      const form = `<form method="${method}" action="${app.url}/auth/signout" id="x"></form>`;
      otherSite.body = `${form}<script>x.submit()</script>`;
      await page.goto(otherSite.url);
      await arriveAt(page, "Sign out?");
      await expectSignedIn(context);
    },
  );
});

describe("frames of another site", () => {
  test("show nothing of the app to somebody who is signed in", async ({ page, app, otherSite }) => {
    await openSignedIn(page, ada);
    const paths = ["/", "/users/id", "/auth/signout", "/auth/signin", "/auth/redirect", "/nowhere"];
    otherSite.body = paths.map((path) => `<iframe src="${app.url}${path}"></iframe>`).join("");
    await page.goto(otherSite.url);
    const frames = () => page.frames().slice(1);
    await expect
      .poll(() => frames().map((frame) => frame.url()))
      .toEqual(paths.map(() => "chrome-error://chromewebdata/"));
    for (const frame of frames()) {
      expect(await frame.content()).not.toMatch(/<main|Ada Winters/);
    }
  });
});

describe("an answer to an attacker's sign-in, posted by another site", () => {
  test("signs nobody in", async ({ browser, page, app, otherSite }) => {
    const attackers = await browser.newContext({ baseURL: app.url });
    attackers.setDefaultTimeout(patience);
    const attacker = await attackers.newPage();
    const answer = attacker.waitForRequest(
      (request) => request.method() === "POST" && request.url().endsWith("/auth/redirect"),
    );
    await attacker.route("**/auth/redirect", (route) => route.abort());
    await attacker.goto("/auth/signin");
    await typeCredentials(attacker, ben);
    const fields = [...new URLSearchParams((await answer).postData() ?? "")];
    await attackers.close();
    expect(fields.map(([name]) => name)).toEqual(expect.arrayContaining(["code", "state"]));

    const inputs = fields.map(([name, value]) => `<input name="${name}" value="${value}">`).join("");
    otherSite.body = `<form method="post" action="${app.url}/auth/redirect" id="x">${inputs}</form><script>x.submit()</script>`;
    const requests = requestsOf(page);
    await page.goto(otherSite.url);
    await arriveAt(page, "Sign-in expired");
    const [first] = requests.filter(({ method }) => method === "POST");
    expect(first && (await siteOf(first))).toBe("cross-site");
    await page.goto("/");
    await arriveAt(page, "Welcome");
    await follow(page, "Sign in");
    await arriveAt(page, "Sign in");
  });
});
