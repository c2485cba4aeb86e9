import { describe, expect, test } from "vitest";
import { browserName } from "../../../src/session/people/browserName.js";

const webKit = "AppleWebKit/537.36 (KHTML, like Gecko)";

describe("the name of a browser", () => {
  test.each([
    [
      "Chrome on Windows",
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webKit} Chrome/140.0.0.0 Safari/537.36`,
    ],
    [
      "Microsoft Edge on macOS",
      `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${webKit} Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0`,
    ],
    ["Firefox on Linux", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"],
    [
      "Safari on iOS",
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
    ],
    [
      "Chrome on Android",
      `Mozilla/5.0 (Linux; Android 10; K) ${webKit} Chrome/140.0.0.0 Mobile Safari/537.36`,
    ],
  ])("is %s", (name, userAgent) => {
    expect(browserName(userAgent)).toBe(name);
  });

  test.each([
    ["is missing", undefined],
    ["is empty", ""],
    ["is of no browser", "curl/8.14.1"],
    ["names itself", "Somebody/1.0 (of whom nobody has heard)"],
    ["is markup", "<script>alert(1)</script>/1 (x) x"],
    ["is longer than any browser's", `Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0 ${"x".repeat(500)}`],
  ])("is unknown where the header %s", (_how, userAgent) => {
    expect(browserName(userAgent)).toBeUndefined();
  });
});
