import { once } from "node:events";
import { createServer } from "node:http";

/** A site that is not the app's. */
export interface OtherSite {
  readonly url: string;
  /** What its one page shows from now on. */
  body: string;
  close(): Promise<void>;
}

/** Starts a site on 127.0.0.1, which for browsers is another one than localhost, with a single page. */
export async function startOtherSite(body: string): Promise<OtherSite> {
  const server = createServer((_request, response) => {
    response.setHeader("Content-Type", "text/html");
    response.end(`<!doctype html><title>Another site</title>${site.body}`);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const site: OtherSite = {
    url: `http://127.0.0.1:${port}/`,
    body,
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
  return site;
}
