import { text } from "node:stream/consumers";
import { AuthError as MsalError } from "@azure/msal-node";
import { describe, expect, test } from "vitest";
import { AnswerError, requireIdToken } from "../../../src/auth/http/answerCheck.js";
import { createMsalNetworkClient } from "../../../src/auth/http/msalNetworkClient.js";
import { isTimeout, TenantClient } from "../../../src/auth/http/tenantClient.js";
import { answerHtml, answerJson, hangUp, startLocalServer } from "../../support/network/localServer.js";
import { takeTimeLimits } from "../../support/time/timeLimit.js";

const client = createMsalNetworkClient(new TenantClient(), requireIdToken);

async function failureOf(call: Promise<unknown>): Promise<MsalError> {
  const failure = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (failure instanceof MsalError) {
    return failure;
  }
  throw new Error("MSAL's error was expected.", { cause: failure });
}

describe("MSAL's network client", () => {
  test("posts forms with MSAL's headers and gives status, headers and body", async () => {
    const { url } = await startLocalServer(async (request, response) => {
      const { "content-type": type, "x-client-sku": sku } = request.headers;
      response.setHeader("X-Ms-Request-Id", "of-the-tenant");
      answerJson({ id_token: "t", form: await text(request), type, sku })(request, response);
    });
    const headers = {
      "Content-Type": "application/x-www-form-urlencoded;charset=utf-8",
      "x-client-sku": "msal",
    };
    const answer = await client.sendPostRequestAsync(url, { headers, body: "code=a%20b&grant_type=c" });
    expect(answer).toMatchObject({
      status: 200,
      headers: { "x-ms-request-id": "of-the-tenant" },
      body: { id_token: "t", form: "code=a%20b&grant_type=c", type: headers["Content-Type"], sku: "msal" },
    });
  });

  test("gets", async () => {
    const { url, requests } = await startLocalServer(answerJson({ keys: [] }));
    expect((await client.sendGetRequestAsync(`${url}/keys`)).body).toEqual({ keys: [] });
    expect(requests).toEqual(["GET /keys"]);
  });

  test.each([400, 401])("gives MSAL answers of status %i to read the error in", async (status) => {
    const { url } = await startLocalServer(answerJson({ error: "of the tenant" }, status));
    expect(await client.sendPostRequestAsync(url)).toMatchObject({
      status,
      body: { error: "of the tenant" },
    });
  });

  test.each([
    ["HTML", answerHtml],
    ["a text", answerJson("text")],
    ["null", answerJson(null)],
  ])("throws where the answer is %s", async (_case, answer) => {
    const { url } = await startLocalServer(answer);
    const failure = await failureOf(client.sendPostRequestAsync(url, { correlationId: "id" }));
    expect(failure).toMatchObject({ errorCode: "network_error", correlationId: "id" });
    expect(failure.cause).toEqual(new AnswerError("The answer with status 200 is no JSON object."));
  });

  test.each([429, 500, 503])("throws where the server answers with status %i", async (status) => {
    const { url } = await startLocalServer(answerJson({}, status));
    const failure = await failureOf(client.sendPostRequestAsync(url));
    expect(failure.cause).toEqual(new Error(`The server answered with status ${status}.`));
  });

  test("throws with the cause where there is no answer", async () => {
    const { url } = await startLocalServer(hangUp);
    const failure = await failureOf(client.sendPostRequestAsync(url));
    expect(failure).toMatchObject({ errorCode: "network_error", cause: { code: "UND_ERR_SOCKET" } });
  });

  test("throws when the time has run out", async () => {
    const limits = takeTimeLimits();
    const { url } = await startLocalServer(limits.runOut);
    const failure = await failureOf(client.sendPostRequestAsync(url));
    expect(isTimeout(failure.cause)).toBe(true);
  });
});
