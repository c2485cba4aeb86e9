import { readFileSync } from "node:fs";
import express from "express";
import supertest from "supertest";
import { describe, expect, inject, onTestFinished, test } from "vitest";
import * as z from "zod";
import { AuthError } from "../../src/auth/errors/authError.js";
import { RenewableCredential } from "../../src/credentials/renewableCredential.js";
import { errorHandler } from "../../src/middleware/errors/errorHandler.js";
import { requestLog } from "../../src/middleware/requestLog.js";
import { OutageLog } from "../../src/session/redis/outageLog.js";
import { createMemoryLog } from "../support/app/memoryLog.js";
import { projectFile } from "../support/process/startServer.js";
import { type Deployment, resourceOf, resourcesOf } from "./compiled.js";

const platforms = ["containerApps", "appService"] as const satisfies readonly Deployment[];

const criterion = z.object({
  query: z.string(),
  threshold: z.number(),
  dimensions: z.array(z.object({ name: z.string(), operator: z.string(), values: z.array(z.string()) })),
});

const rule = z.object({
  severity: z.number(),
  skipQueryValidation: z.literal(true),
  windowSize: z.string(),
  criteria: z.object({ allOf: z.tuple([criterion]) }),
  actions: z.object({ actionGroups: z.array(z.string()) }),
});

function rulesOf(deployment: Deployment) {
  return resourcesOf(deployment, "Microsoft.Insights/scheduledQueryRules").map(({ name, properties }) => ({
    name: name.replace(/^signin-[a-z0-9]+-/, ""),
    ...rule.parse(properties),
  }));
}

/** The workbook's text. The compiler leaves it as an expression, because an address in it is known to Azure alone. */
function workbookOf(deployment: Deployment): string {
  return String(resourceOf(deployment, "Microsoft.Insights/workbooks").properties.serializedData);
}

/** What the app writes if all goes wrong, as production writes it. */
async function everythingGoesWrong(): Promise<readonly string[]> {
  const log = createMemoryLog();
  const app = express();
  app.use(requestLog(log));
  app.get("/auth/redirect", () => {
    throw new AuthError("app_refused", { aadsts: 7000215, correlationId: "the-id" });
  });
  app.use(errorHandler({ production: true, log }));
  await supertest(app).get("/auth/redirect").expect(502);
  const outage = new OutageLog(log);
  outage.away(new Error("gone"));
  outage.back();
  for (const validTo of [new Date(Date.now() + 1_000_000), new Date(Date.now() - 1_000)]) {
    const load = async () => ({ credential: { clientSecret: "" }, validTo });
    const credential = await RenewableCredential.load(load, 1_000_000, log);
    onTestFinished(() => credential.close());
  }
  return log.jsonLines;
}

const line = z.looseObject({ message: z.string() });

describe.each(platforms)("In %s", (deployment) => {
  test("an alert is raised if sign-ins fail, the certificate nears its end, Redis is away, or readiness is lost", () => {
    expect(rulesOf(deployment).map(({ name, criteria: { allOf } }) => [name, allOf[0].threshold])).toEqual([
      ["sign-ins-fail", 10],
      ["certificate-near-its-end", 0],
      ["redis-away", 0],
    ]);
    expect(resourceOf(deployment, "Microsoft.Insights/metricAlerts").properties).toMatchObject({
      enabled: true,
      criteria: { "odata.type": "Microsoft.Azure.Monitor.WebtestLocationAvailabilityCriteria" },
    });
  });

  test("alerts and the workbook read the table of the service", () => {
    const [own, other] =
      deployment === "containerApps"
        ? ["ContainerAppConsoleLogs", "AppServiceConsoleLogs"]
        : ["AppServiceConsoleLogs", "ContainerAppConsoleLogs"];
    for (const text of [
      ...rulesOf(deployment).map((one) => one.criteria.allOf[0].query),
      workbookOf(deployment),
    ]) {
      expect(text).toContain(`${own} | extend line = parse_json(`);
      expect(text).not.toContain(other);
    }
  });

  test("alerts and the workbook look for words and fields that the app writes", async () => {
    const written = await everythingGoesWrong();
    const parsed = written.map((json) => line.parse(JSON.parse(json)));
    const cancelling = readFileSync(projectFile("src/routes/auth.ts"), "utf8");
    const queries = [
      ...rulesOf(deployment).map((one) => one.criteria.allOf[0].query),
      workbookOf(deployment),
    ].join("\n");
    const beginnings = new Set(
      [...queries.matchAll(/startswith \\?"([^"\\]+)\\?"/g)].map(([, words = ""]) => words),
    );
    expect(beginnings.size).toBe(5);
    for (const words of beginnings) {
      const said =
        parsed.some(({ message }) => message.startsWith(words)) || cancelling.includes(`\`${words}`);
      expect(said, words).toBe(true);
    }
    const fields = new Set(
      [...queries.matchAll(/line\[\\?"([^"\\]+)\\?"\]/g)].map(([, field = ""]) => field),
    );
    expect(fields.size).toBeGreaterThanOrEqual(7);
    for (const field of fields) {
      expect(
        parsed.some((fieldsOfLine) => field in fieldsOfLine),
        field,
      ).toBe(true);
    }
  });

  test("sign-ins that fail for one reason, as anybody can let them, hide no other reason", async () => {
    const [signIns, ...others] = rulesOf(deployment).map((one) => one.criteria.allOf[0]);
    expect(signIns?.dimensions).toEqual([{ name: "reason", operator: "Include", values: ["*"] }]);
    expect(others.map(({ dimensions }) => dimensions)).toEqual([[], []]);
    const [, form = ""] = /reason = extract\("([^"]+)", 1, message\)/.exec(signIns?.query ?? "") ?? [];
    const messages = (await everythingGoesWrong()).map((json) => line.parse(JSON.parse(json)).message);
    const reasons = messages.flatMap((message) => new RegExp(form).exec(message)?.[1] ?? []);
    expect(reasons).toEqual(["app_refused"]);
  });

  test("the alert about the certificate outlasts the hour between two of the app's warnings", () => {
    const certificate = rulesOf(deployment).find(({ name }) => name === "certificate-near-its-end");
    expect(certificate?.windowSize).toBe("PT2H");
  });

  test("somebody is written to only if an address is given", () => {
    const groups = resourcesOf(deployment, "Microsoft.Insights/actionGroups");
    expect(groups).toHaveLength(deployment === "appService" ? 1 : 0);
    for (const { actions } of rulesOf(deployment)) {
      expect(actions.actionGroups).toHaveLength(groups.length);
    }
  });

  test("readiness is asked for where the app answers it", () => {
    expect(resourceOf(deployment, "Microsoft.Insights/webtests").properties).toMatchObject({
      Request: { RequestUrl: expect.stringMatching(/\/readyz/), HttpVerb: "GET" },
      ValidationRules: { ExpectedHttpStatusCode: 200, SSLCheck: true },
    });
    expect(inject("compiled").main.outputs.APP_URL?.type).toBe("string");
  });
});
