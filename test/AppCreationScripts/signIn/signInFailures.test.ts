import { describe, expect, test } from "vitest";
import { answerHtml, answerJson, hangUp } from "../../support/network/localServer.js";
import { takeTimeLimits } from "../../support/time/timeLimit.js";
import { code, refusal, signInAt } from "./signInAt.js";

const expired =
  "The code has expired before anybody signed in. Run the command again, with --browser if the page refused you: " +
  "many tenants forbid signing in with a code.";

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
    ["strange\u001b[31m error", "", "Entra refused the sign-in (an error of unknown form)."],
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
    const { message } = await signInAt(answerJson(code), refusal("access_denied", `AADSTS${number}: No.`));
    expect(message).toContain(advice);
    expect(message).not.toMatch(/Run the command again\./);
  });

  test("a tenant that Entra does not know", async () => {
    const { message, lines } = await signInAt(
      refusal("invalid_request", "AADSTS90002: Tenant 'contoso.onmicrosoft.com' not found."),
    );
    expect(message).toBe(
      "Entra does not know this tenant: correct --tenant-id, or --environment if it is in another cloud. (AADSTS90002)",
    );
    expect(lines).toEqual([]);
  });

  test.each([
    ["no answer", hangUp, "other side closed"],
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
      /^Nobody could be signed in to \S+ at \S+\. other side closed\. Run the command again\.$/,
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
