import { SimpleError } from "redis";
import { describe, expect, test } from "vitest";
import { describeCause } from "../../../src/log/describeCause.js";
import { redisFault } from "../../../src/session/redis/redisFault.js";

describe("an error that Redis answers", () => {
  test.each([
    [
      "WRONGPASS invalid username-password pair or user is disabled.",
      "WRONGPASS is what Redis answers: the user name or password is wrong, or the app's identity has no access, or its token has expired.",
    ],
    [
      "NOAUTH Authentication required.",
      "NOAUTH is what Redis answers: it wants a user name and password in REDIS_URL, or REDIS_CREDENTIAL.",
    ],
    [
      "NOPERM User ada has no permissions to access the 'sign-in:session:s3cret' key",
      "NOPERM is what Redis answers: it does not allow the app's user this command, or this key.",
    ],
    ["ERR unknown command 's3cret'", "ERR is what Redis answers."],
    ["constructor s3cret", "constructor is what Redis answers."],
    ["sign-in:session:s3cret", "An error of unknown form is what Redis answers."],
  ])("is told by its code, and what that means for who signs in: %s", (message, told) => {
    expect(describeCause(redisFault(new SimpleError(message)))).toBe(`Error: ${told}`);
  });
});
