import { Router } from "express";
import { afterAll } from "vitest";
import { requireAuth } from "../../src/middleware/guards/requireAuth.js";
import { sessionMiddleware } from "../../src/session/sessionMiddleware.js";
import { startOtherSite } from "../browser/otherSite.js";
import { ada } from "../browser/steps.js";
import type { InFront } from "../support/app/startApp.js";
import { startAppWithEmulator } from "../support/emulator/startAppWithEmulator.js";
import { inEachBrowser } from "./eachBrowser.js";
import { arriveAt, press, typeCredentials } from "./steps.js";

const blobStore = await startOtherSite("<h1>The report</h1>");

/** A page for signed-in people that leads on to a file of another origin. */
const report: InFront = ({ config, storage, log }) =>
  Router().get("/report", sessionMiddleware(config, storage, log), requireAuth, (_request, response) =>
    response.redirect(blobStore.url),
  );

const apps = {
  form_post: await startAppWithEmulator({ RESPONSE_MODE: "form_post" }, report),
  query: await startAppWithEmulator({ RESPONSE_MODE: "query" }, report),
};

afterAll(async () => {
  await Promise.all([...Object.values(apps), blobStore].map((server) => server.close()));
});

inEachBrowser((test) => {
  test.for(["form_post", "query"] as const)(
    "a page that leads to another origin is reached after a sign-in by %s",
    async (mode, { open }) => {
      const browser = await open();
      const tab = await browser.newTab();
      await tab.goto(`${apps[mode].url}/report`);
      await typeCredentials(tab, ada);
      await arriveAt(tab, "The report");
      await tab.goto(apps[mode].url);
      await arriveAt(tab, "Hello, Ada Winters");
    },
  );

  test("a page that leads to another origin is reached after a sign-in with scripts off", async ({
    open,
  }) => {
    const browser = await open({ scripts: false });
    const tab = await browser.newTab();
    await tab.goto(`${apps.form_post.url}/report`);
    await typeCredentials(tab, ada);
    await press(tab, "Continue");
    await arriveAt(tab, "Signing in");
    await press(tab, "Continue");
    await arriveAt(tab, "The report");
  });
});
