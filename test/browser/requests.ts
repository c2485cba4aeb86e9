import type { Page, Request } from "playwright-core";

/** A request that the browser made. */
export interface SentRequest {
  readonly method: string;
  readonly url: URL;
  readonly request: Request;
}

/** The requests that this page makes from now on. */
export function requestsOf(page: Page): readonly SentRequest[] {
  const requests: SentRequest[] = [];
  page.on("request", (request) => {
    requests.push({ method: request.method(), url: new URL(request.url()), request });
  });
  return requests;
}

/** What the browser said of where the request came from (Fetch Metadata, section 2.4). */
export async function siteOf({ request }: SentRequest): Promise<string | undefined> {
  return (await request.allHeaders())["sec-fetch-site"];
}

/** The first request for the tenant's sign-in page. */
export function authorizationRequest(requests: readonly SentRequest[]): URL | undefined {
  return requests.find(({ url }) => url.pathname.endsWith("/oauth2/v2.0/authorize"))?.url;
}

/** The requests that brought the tenant's response to the app. */
export function responsesToApp(requests: readonly SentRequest[]): readonly SentRequest[] {
  return requests.filter(({ url }) => url.pathname === "/auth/redirect");
}
