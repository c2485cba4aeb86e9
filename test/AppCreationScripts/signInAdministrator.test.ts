import type { RequestListener } from "node:http";
import { text } from "node:stream/consumers";
import { describe, expect, onTestFinished, test } from "vitest";
import { clouds } from "../../AppCreationScripts/clouds.js";
import { signInAdministrator } from "../../AppCreationScripts/signInAdministrator.js";
import { startTestEmulator } from "../support/emulatorApps.js";
import { answerHtml, answerJson, hangUp, startLocalServer } from "../support/localServer.js";
import { createMemoryOutput } from "./memoryOutput.js";
import { signInAdaAtEmulator } from "./signInAtEmulator.js";

const tenant = "contoso.onmicrosoft.com";

const code = {
  user_code: "FJK3WQ2PT",
  device_code: "the-device-code",
  verification_uri: "https://microsoft.com/devicelogin",
  expires_in: 900,
  interval: 0,
};

/** Signs in at an endpoint that answers so, to the request for a code and then to the questions for tokens. */
async function signInAt(codeAnswer: RequestListener, ...tokenAnswers: readonly RequestListener[]) {
  const bodies: URLSearchParams[] = [];
  let asked = 0;
  const server = await startLocalServer(async (request, response) => {
    bodies.push(new URLSearchParams(await text(request)));
    const answer = request.url?.includes("/devicecode") ? codeAnswer : tokenAnswers[asked++];
    (answer ?? hangUp)(request, response);
  });
  const endpoint = (name: string) => `${server.url}/${tenant}/oauth2/v2.0/${name}`;
  const cloud = {
    ...clouds.Global,
    signInOrigin: server.url,
    authorityMetadata: JSON.stringify({
      issuer: `${server.url}/${tenant}/v2.0`,
      authorization_endpoint: endpoint("authorize"),
      token_endpoint: endpoint("token"),
      end_session_endpoint: endpoint("logout"),
      jwks_uri: endpoint("keys"),
    }),
  };
  const output = createMemoryOutput();
  const outcome = await signInAdministrator(cloud, tenant, output).then(
    (administrator) => ({ administrator, message: "" }),
    (error: Error) => ({ administrator: undefined, message: error.message }),
  );
  return { ...outcome, lines: output.lines, bodies, requests: server.requests };
}

const refusal = (error: string, description = "") =>
  answerJson({ error, error_description: description, error_codes: [] }, 400);

describe("An administrator signs in", () => {
  test("at the emulator, by the address and the code that are shown", async () => {
    const emulator = await startTestEmulator([], { pollingInterval: 0 });
    onTestFinished(() => emulator.close());
    const output = createMemoryOutput();
    const { accessToken, objectId } = await signInAdaAtEmulator(emulator, tenant, output);
    expect(objectId).toMatch(/^a0a0a0a0-/);
    expect(output.lines).toEqual([
      "Sign in as an administrator of the tenant, in any browser on any device:",
      `  address  ${emulator.url}/devicelogin`,
      expect.stringMatching(/^ {2}code {5}\S{9}$/),
      "Sign-in: waiting for you",
      "  done",
    ]);
    expect(output.lines.join("\n")).not.toContain(accessToken);
  });

  test("as somebody who uses Microsoft's command line tools, for the permissions of the steps", async () => {
    const { bodies, requests } = await signInAt(answerJson(code), refusal("expired_token"));
    expect(requests.map((request) => request.split("?")[0])).toEqual([
      `POST /${tenant}/oauth2/v2.0/devicecode`,
      `POST /${tenant}/oauth2/v2.0/token`,
    ]);
    expect(bodies[0]?.get("client_id")).toBe("14d82eec-204b-4c2f-b7e8-296a70dab67e");
    expect(
      bodies[0]
        ?.get("scope")
        ?.split(" ")
        .filter((scope) => scope.includes("/")),
    ).toEqual([
      "https://graph.microsoft.com/Application.ReadWrite.All",
      "https://graph.microsoft.com/DelegatedPermissionGrant.ReadWrite.All",
      "https://graph.microsoft.com/EventListener.ReadWrite.All",
      "https://graph.microsoft.com/Organization.Read.All",
    ]);
  });
});

describe("A sign-in that fails ends with what to do:", () => {
  test.each([
    ["authorization_declined", "", "The sign-in was declined. Run the command again and accept."],
    ["access_denied", "", "The sign-in was declined. Run the command again and accept."],
    ["expired_token", "", "The code has expired before anybody signed in. Run the command again."],
    [
      "invalid_grant",
      "AADSTS50076: You must use multi-factor authentication, ada@contoso.example.",
      "Entra refused the sign-in (AADSTS50076). Run the command again.",
    ],
    ["strange\u001b[31m error", "", "Entra refused the sign-in (strange31merror). Run the command again."],
  ])("%s", async (error, description, message) => {
    const pending = refusal("authorization_pending");
    const outcome = await signInAt(answerJson(code), pending, refusal(error, description));
    expect(outcome.message).toBe(message);
    expect(outcome.lines.at(-1)).toBe("  failed");
  });

  test("a tenant that Entra does not know", async () => {
    const { message, lines } = await signInAt(
      refusal("invalid_request", "AADSTS90002: Tenant 'contoso.onmicrosoft.com' not found."),
    );
    expect(message).toBe(
      "Entra does not know this tenant: correct --tenant-id, or --environment where it is in another cloud.",
    );
    expect(lines).toEqual([]);
  });

  test.each([
    ["no answer", hangUp, "socket hang up"],
    ["a page of a proxy", answerHtml, "no JSON object"],
    ["an answer without a code", answerJson({ ...code, user_code: undefined }), "userCode"],
    [
      "an address that is none",
      answerJson({ ...code, verification_uri: "javascript:alert(1)" }),
      "verificationUri",
    ],
    ["a code that would write on the terminal", answerJson({ ...code, user_code: "\u001b[2J" }), "userCode"],
  ])("%s", async (_case, answer, reason) => {
    const { message } = await signInAt(answer);
    expect(message).toMatch(
      /^Nobody could be signed in to contoso\.onmicrosoft\.com at http:\/\/127\.0\.0\.1:\d+\. /,
    );
    expect(message).toContain(reason);
  });

  test("a code that has run out", async () => {
    const { message } = await signInAt(answerJson({ ...code, expires_in: -1 }));
    expect(message).toBe("The code has expired before anybody signed in. Run the command again.");
  });
});
