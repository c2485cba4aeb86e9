import express from "express";
import { describe, expect, test } from "vitest";
import { loadConfig } from "../../../src/config/loadConfig.js";
import { faultsOf } from "../../support/app/environments.js";

describe("TRUST_PROXY", () => {
  test.each([
    "true",
    "99",
    "0",
    "loopback",
    "10.0.0.0/1",
    "::1/128, ::ffff:10.0.0.0/104",
    "::ffff:192.0.2.7",
    "fe80::/10",
    "0.0.0.0",
  ])("of %s is one that Express takes", (TRUST_PROXY) => {
    const { trustProxy } = loadConfig({ TRUST_PROXY });
    expect(() => express().set("trust proxy", trustProxy)).not.toThrow();
  });

  test.each([
    "0.0.0.0/0",
    "10.0.0.0/00",
    "::/0",
    "::ffff:0.0.0.0/0",
    "10.0.0.0/33",
    "10.0.0.1/255.0.0.0",
    "100",
  ])("of %s, which Express does not take, is refused", (TRUST_PROXY) => {
    expect(faultsOf({ TRUST_PROXY })).toEqual([expect.stringMatching(/^TRUST_PROXY must /)]);
  });
});
