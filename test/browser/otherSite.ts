import { once } from "node:events";
import { createServer } from "node:http";

/** A site that is not the app's. */
export interface OtherSite {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts a site on 127.0.0.1, which for browsers is another one than localhost, with a single link. */
export async function startOtherSite(link: { href: string; text: string }): Promise<OtherSite> {
  const server = createServer((_request, response) => {
    response.setHeader("Content-Type", "text/html");
    response.end(`<!doctype html><title>Another site</title><a href="${link.href}">${link.text}</a>`);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}/`,
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
