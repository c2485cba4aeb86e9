import { describe, expect, onTestFinished, test } from "vitest";
import { startTestEmulator } from "../../support/emulator/emulatorApps.js";
import { answerHtml, answerJson, hangUp } from "../../support/network/localServer.js";
import { createMemoryOutput } from "../terminal/memoryOutput.js";
import { signInAdaAtEmulator } from "./administratorAtEmulator.js";
import { clientId, code, refusal, signInAt, tenant } from "./signInAt.js";

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
