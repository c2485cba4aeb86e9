import type { RequestListener } from "node:http";
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, describe, onTestFinished, test } from "vitest";
import { CertificateAuthority } from "../support/credentials/certificates.js";
import { answerHtml, answerJson } from "../support/network/localServer.js";
import { expectHealthy, expectOutage, outages } from "../support/tenant/outage.js";
import { endpoints, startRelayedTenant } from "../support/tenant/relayedTenant.js";

const { tenant, ...relayed } = await startRelayedTenant(await CertificateAuthority.create());
afterAll(relayed.close);
afterEach(relayed.heal);

/** Answers with this, said to be JSON. */
function answerText(
  text: string | Buffer,
  headers: Record<string, string> = {},
  status = 200,
): RequestListener {
  return (_request, response) =>
    void response.writeHead(status, { "Content-Type": "application/json", ...headers }).end(text);
}

const zipBomb = gzipSync(Buffer.alloc(50_000_000, " "));

/** `answered`: the tenant did answer, with something that no token endpoint says. */
const faults: readonly [what: string, answer: RequestListener, answered: boolean][] = [
  ["HTML", answerHtml, true],
  ["half a JSON", answerText('{"issuer": "https://localhost'), true],
  ["nothing", answerText(""), true],
  ["null", answerJson(null), true],
  ["a list", answerJson([]), true],
  ["other JSON", answerJson({ message: "Welcome to the hotel" }), true],
  [
    "a redirect",
    (_, response) => void response.writeHead(302, { Location: "https://localhost/" }).end(),
    true,
  ],
  ["status 500", answerJson({ error: "server_error" }, 500), false],
  ["status 503 in HTML", answerText("<html></html>", { "Content-Type": "text/html" }, 503), false],
  ["status 429 with Retry-After", answerText("{}", { "Retry-After": "1" }, 429), false],
  ["half of what its Content-Length says", hangUpHalfway, false],
  // The app asks for no compression, and undoes none.
  ["a zip bomb", answerText(zipBomb, { "Content-Encoding": "gzip" }), true],
  ["two megabytes", answerText(" ".repeat(2_000_000)), false],
];

function hangUpHalfway(...[request, response]: Parameters<RequestListener>): void {
  response.writeHead(200, { "Content-Type": "application/json", "Content-Length": "100" });
  response.write("{", () => request.socket.destroy());
}

describe.each(endpoints)("a %s endpoint that answers", (endpoint) => {
  test.each(faults)(
    "%s signs nobody in, and people again when it is well",
    async (_what, answer, answered) => {
      const app = await relayed.startApp();
      onTestFinished(app.close);
      tenant.answers[endpoint] = answer;
      const invalid = { status: 502, code: "answer_invalid" };
      await expectOutage(app, tenant, endpoint === "token" && answered ? invalid : outages[endpoint]);
      await relayed.heal();
      await expectHealthy(app, tenant);
    },
  );
});
