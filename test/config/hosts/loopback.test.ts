import { describe, expect, test } from "vitest";
import { isLoopback } from "../../../src/config/hosts/loopback.js";

describe("this machine", () => {
  test.each([
    "http://localhost/",
    "http://LOCALHOST:3000/",
    "http://tenant.localhost/",
    "http://127.0.0.1/",
    "http://127.1.2.3/",
    "http://127.1/",
    "http://0x7f.1/",
    "http://2130706433/",
    "http://[::1]:3000/",
    "http://[0:0:0:0:0:0:0:1]/",
  ])("is what %s means", (url) => {
    expect(isLoopback(new URL(url).hostname)).toBe(true);
  });

  test.each([
    "http://localhost.evil.com/",
    "http://evil-localhost/",
    "http://localhostevil/",
    "http://127.0.0.1.evil.com/",
    "http://127.evil.com/",
    "http://localhost@evil.com/",
    "http://128.0.0.1/",
    "http://0.0.0.0/",
    "http://10.0.0.1/",
    "http://169.254.169.254/",
    "http://[::2]/",
    "http://[::]/",
    "http://[2001:db8::1]/",
  ])("is not what %s means", (url) => {
    expect(isLoopback(new URL(url).hostname)).toBe(false);
  });
});
