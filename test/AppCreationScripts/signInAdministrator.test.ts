import type { RequestListener } from "node:http";
import { text } from "node:stream/consumers";
import { describe, expect, onTestFinished, test } from "vitest";
import { clouds } from "../../AppCreationScripts/clouds.js";
import { registrationPermissions } from "../../AppCreationScripts/registerApp.js";
import { signInAdministrator } from "../../AppCreationScripts/signInAdministrator.js";
import { startTestEmulator } from "../support/emulatorApps.js";
import { answerHtml, answerJson, hangUp, startLocalServer } from "../support/localServer.js";
import { takeTimeLimits } from "../support/timeLimit.js";
import { createMemoryOutput } from "./memoryOutput.js";
import { signInAdaAtEmulator } from "./signInAtEmulator.js";

const tenant = "contoso.onmicrosoft.com";

const clientId = "11111111-2222-4333-8444-555555555555";

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
  const waits: number[] = [];
  const wait = async (milliseconds: number) => waits.push(milliseconds);
  const request = { cloud, tenant, permissions: registrationPermissions(cloud) };
  const outcome = await signInAdministrator(request, output, { clientId, way: "device-code", wait }).then(
    (administrator) => ({ administrator, message: "" }),
    (error: Error) => ({ administrator: undefined, message: error.message }),
  );
  return { ...outcome, lines: output.lines, waits, bodies, requests: server.requests };
}

const expired =
  "The code has expired before anybody signed in. Run the command again; where the page refused you, with --browser: " +
  "many tenants forbid signing in with a code.";

const refusal = (error: string, description = "") =>
  answerJson({ error, error_description: description, error_codes: [] }, 400);

describe("An administrator signs in", () => {
  test("at the emulator, by the address and the code that are shown", async () => {
    const emulator = await startTestEmulator([], { pollingInterval: 0 });
    onTestFinished(() => emulator.close());
    const output = createMemoryOutput();
    const { accessToken, objectId } = await signInAdaAtEmulator(
      emulator,
      { tenant, permissions: [] },
      output,
    );
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

  test("with the public client that is named, for the permissions of the steps", async () => {
    const { bodies, requests } = await signInAt(answerJson(code), refusal("expired_token"));
    expect(requests.map((request) => request.split("?")[0])).toEqual([
      `POST /${tenant}/oauth2/v2.0/devicecode`,
      `POST /${tenant}/oauth2/v2.0/token`,
    ]);
    expect(bodies[0]?.get("client_id")).toBe(clientId);
    expect(
      bodies[0]
        ?.get("scope")
        ?.split(" ")
        .filter((scope) => scope.includes("/")),
    ).toEqual([
      "https://graph.microsoft.com/Application.ReadWrite.All",
      "https://graph.microsoft.com/DelegatedPermissionGrant.ReadWrite.All",
      "https://graph.microsoft.com/Directory.Read.All",
      "https://graph.microsoft.com/EventListener.ReadWrite.All",
      "https://graph.microsoft.com/Organization.Read.All",
    ]);
  });
});

describe("While somebody signs in, the command asks again", () => {
  const pending = refusal("authorization_pending");
  const declined = refusal("access_denied");
  const busy = answerJson({}, 503);

  test.each([
    ["an answer that is lost", [hangUp, pending, declined], [5_000]],
    ["a server that is busy", [pending, busy, busy, pending, declined], [5_000, 10_000]],
    ["too many questions", [answerJson({}, 429), declined], [5_000]],
    ["a page of a proxy", [answerHtml, declined], [5_000]],
  ])("after %s", async (_case, answers, waited) => {
    const { message, waits } = await signInAt(answerJson(code), ...answers);
    expect(message).toBe("The sign-in was declined. Run the command again and accept.");
    expect(waits).toEqual(waited);
  });

  test("more slowly each time that it is told to slow down", async () => {
    const slowDown = refusal("slow_down");
    const { message, waits } = await signInAt(answerJson(code), slowDown, slowDown, pending, declined);
    expect(message).toBe("The sign-in was declined. Run the command again and accept.");
    expect(waits).toEqual([10_000, 15_000, 10_000]);
  });

  test("until it has failed five times in a row", async () => {
    const { message, requests } = await signInAt(answerJson(code), ...Array.from({ length: 6 }, () => busy));
    expect(message).toContain("answered with status 503");
    expect(requests.filter((request) => request.includes("/token"))).toHaveLength(5);
  });
});

describe("A sign-in that fails ends with what to do:", () => {
  test.each([
    ["authorization_declined", "", "The sign-in was declined. Run the command again and accept."],
    ["access_denied", "", "The sign-in was declined. Run the command again and accept."],
    ["expired_token", "", expired],
    [
      "invalid_grant",
      "AADSTS70020: The provided value for the input parameter is expired.",
      `${expired} (AADSTS70020)`,
    ],
    [
      "invalid_grant",
      "AADSTS50076: You must use multi-factor authentication, ada@contoso.example.",
      "Entra wants a second factor. Run the command again and complete it. (AADSTS50076)",
    ],
    ["strange\u001b[31m error", "", "Entra refused the sign-in (strange31merror)."],
  ])("%s", async (error, description, message) => {
    const pending = refusal("authorization_pending");
    const outcome = await signInAt(answerJson(code), pending, refusal(error, description));
    expect(outcome.message).toBe(message);
    expect(outcome.lines.at(-1)).toBe("  failed");
  });

  test.each([53000, 53003, 53011, 530003, 530035, 530036, 50097])(
    "a code that Conditional Access or security defaults forbid (%i)",
    async (number) => {
      const { message } = await signInAt(
        answerJson(code),
        refusal("access_denied", `AADSTS${number}: Access has been blocked.`),
      );
      expect(message).toContain("Run the command with --browser, on a machine that has one.");
      expect(message).toContain(`(AADSTS${number})`);
      expect(message).not.toContain("declined");
    },
  );

  test.each([
    [700016, "name it with --client-id."],
    [7000218, "allow public client flows under Authentication"],
    [500208, "This account is a customer's"],
    [50020, "not one of an administrator in this tenant"],
    [65001, "Run the command again as a Privileged Role Administrator"],
    [50057, "The account is disabled."],
    [123456, "https://login.microsoftonline.com/error?code=123456 says why."],
  ])("a refusal with what helps, by its number (%i)", async (number, advice) => {
    const { message } = await signInAt(answerJson(code), refusal("invalid_grant", `AADSTS${number}: No.`));
    expect(message).toContain(advice);
    expect(message).not.toMatch(/Run the command again\./);
  });

  test("a tenant that Entra does not know", async () => {
    const { message, lines } = await signInAt(
      refusal("invalid_request", "AADSTS90002: Tenant 'contoso.onmicrosoft.com' not found."),
    );
    expect(message).toBe(
      "Entra does not know this tenant: correct --tenant-id, or --environment where it is in another cloud. (AADSTS90002)",
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

  test("a connection that is cut, told once", async () => {
    const { message } = await signInAt(hangUp);
    expect(message).toMatch(
      /^Nobody could be signed in to \S+ at \S+\. socket hang up\. Run the command again\.$/,
    );
  });

  test("a server that does not answer in time", async () => {
    const limits = takeTimeLimits();
    const { message } = await signInAt(limits.runOut);
    expect(message).toMatch(
      /^Nobody could be signed in to \S+ at \S+\. The server did not answer within 5 seconds: check the network and HTTPS_PROXY\. Run the command again\.$/,
    );
  });

  test("a server that is busy, with one full stop", async () => {
    const { message } = await signInAt(answerJson({}, 503));
    expect(message).toMatch(/\. The \w+ answered with status 503\. Run the command again\.$/);
  });

  test("a code that has run out", async () => {
    const { message } = await signInAt(answerJson({ ...code, expires_in: -1 }));
    expect(message).toBe(expired);
  });
});
