import { setTimeout } from "node:timers/promises";
import express, { type Request, type RequestHandler, type Response } from "express";
import { type AadstsError, correlationIdFrom, describeAadstsError } from "../../answers/aadsts.js";
import type { Applications } from "../../applications/applications.js";
import { isPageOf } from "../../applications/pageOrigins.js";
import { refuse } from "../../graph/graphError.js";
import { signInCannotStartPage } from "../../pages/errorPages.js";
import type { Tenant } from "../../tenant.js";
import { type AskedPoints, askedPoints } from "./askedPoints.js";
import { graphErrorOf, statusErrorOf, tokenErrorOf } from "./faultAnswers.js";
import type { Faults } from "./faults.js";

interface FailingParts {
  readonly tenant: Tenant;
  readonly applications: Applications;
  readonly faults: Faults;
}

/** Lets requests fail as somebody asked for, but for errors that an app is sent back with, and for the clock of tokens. */
export function failAsAsked({ tenant, applications, faults }: FailingParts): RequestHandler[] {
  const readForm = express.text({ type: "application/x-www-form-urlencoded", inflate: false });

  return [
    (request, response, next) => {
      const hasForm =
        request.method === "POST" && [tenant.paths.token, tenant.paths.deviceCode].includes(request.path);
      return hasForm ? readForm(request, response, next) : next();
    },
    async (request, response, next) => {
      const asked = askedPoints(request, tenant);
      const slow = faults.take("slow", asked);
      if (slow) {
        await waitWhileOpen(response, slow.seconds);
      }
      const status = faults.take("status", asked);
      const refused = asked.at.includes("authorize") ? undefined : faults.take("aadsts", asked);
      if (!status && !refused) {
        next();
        return;
      }
      letPageRead(request, response, applications, asked);
      response.set("Cache-Control", "no-store");
      if (status?.retryAfter !== undefined) {
        response.set("Retry-After", String(status.retryAfter));
      }
      if (status && asked.at.includes("graph")) {
        const { code, message } = graphErrorOf(status);
        refuse(response, status.status, code, message);
      } else if (status) {
        answer(request, response, status.status, statusErrorOf(status), asked);
      } else if (refused) {
        const { status: code, ...error } = tokenErrorOf(refused);
        answer(request, response, code, error, asked);
      }
    },
  ];
}

/** Waits, unless the one who asked goes away. */
async function waitWhileOpen(response: Response, seconds: number): Promise<void> {
  const gone = new AbortController();
  const leave = () => gone.abort();
  response.once("close", leave);
  await setTimeout(seconds * 1000, undefined, { signal: gone.signal }).catch(() => {});
  response.off("close", leave);
}

/** A page that may not read an answer cannot tell what went wrong. */
function letPageRead(
  request: Request,
  response: Response,
  applications: Applications,
  { at, clientId }: AskedPoints,
): void {
  const origin = request.get("Origin");
  const application = applications.find(clientId);
  if (at.includes("discovery") || at.includes("keys")) {
    response.set("Access-Control-Allow-Origin", "*");
  } else if (origin !== undefined && application && isPageOf(application, origin)) {
    response.set("Access-Control-Allow-Origin", origin).vary("Origin");
  }
}

function answer(
  request: Request,
  response: Response,
  status: number,
  error: AadstsError,
  { at, form }: AskedPoints,
): void {
  const correlationId = correlationIdFrom(
    request.get("client-request-id"),
    request.query["client-request-id"],
    form.get("client-request-id"),
  );
  const description = describeAadstsError(error, correlationId);
  if (at.includes("authorize")) {
    response.status(status).render("message", signInCannotStartPage(description.error_description));
  } else {
    response.status(status).json(description);
  }
}
