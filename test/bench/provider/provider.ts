import type { IncomingMessage, ServerResponse } from "node:http";
import * as z from "zod";
import { TenantStub } from "../../support/tenant/tenantStub.js";
import { claimsOf, opaque } from "../load/people.js";
import { startCollector } from "./collector.js";
import { accessTokenOf, startOrdersApi } from "./ordersApi.js";

/**
 * The process of the tenant: https, with tokens signed by RS256 and as long as Entra's. It says `started`. Sent its certificate,
 * it answers with its authority and the addresses of an orders API and of a collector. Whoever comes to its authorization
 * endpoint is signed in as the person whose number the parameter `person` has.
 */
const certificate = z.object({ key: z.string(), cert: z.string() });

process.once("message", async (message) => {
  const tenant = await TenantStub.start(certificate.parse(message));
  tenant.signInPage = (request, response) => signIn(tenant, request, response);
  process.send?.({
    authority: tenant.authority,
    ordersApi: await startOrdersApi(),
    collector: await startCollector(),
  });
});
process.send?.("started");

/** In characters, as Entra's. */
const refreshToken = opaque("refresh token", 0, 1200);

function signIn(tenant: TenantStub, request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? "", tenant.authority);
  const { searchParams } = url;
  const person = Number(searchParams.get("person"));
  const own = claimsOf(person);
  const answer = tenant.authorize(url.href, (claims) => tenant.sign({ ...claims, ...own }), {
    access_token: accessTokenOf(person),
    ...(searchParams.get("scope")?.includes("offline_access") && { refresh_token: refreshToken }),
  });
  const redirectUri = searchParams.get("redirect_uri") ?? "";
  if (searchParams.get("response_mode") === "form_post") {
    response.setHeader("Content-Type", "text/html").end(formPost(redirectUri, answer));
  } else {
    response.writeHead(302, { Location: `${redirectUri}?${new URLSearchParams(answer)}` }).end();
  }
}

/** OAuth 2.0 Form Post Response Mode. What it is made of has no character that HTML would have to escape. */
function formPost(action: string, fields: Readonly<Record<string, string>>): string {
  const inputs = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${value}">`,
  );
  return `<form method="post" action="${action}">${inputs.join("")}<button>Continue</button></form>`;
}
