import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { completeProxy, proxyFor } from "../../../src/config/proxy/proxy.js";
import { faultsOf, tenantEnvironment } from "../../support/app/environments.js";

const address = "https://contoso.ciamlogin.com/";

beforeEach(() => {
  for (const name of ["HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "HTTP_PROXY"]) {
    vi.stubEnv(name, undefined);
    vi.stubEnv(name.toLowerCase(), undefined);
  }
});
afterEach(() => void vi.unstubAllEnvs());

describe("the proxy of an address", () => {
  test.each([
    ["HTTPS_PROXY", "http://proxy.example:8080", { host: "proxy.example", port: 8080 }],
    ["https_proxy", "http://proxy.example:8080/", { host: "proxy.example", port: 8080 }],
    ["ALL_PROXY", "https://proxy.example", { protocol: "https:", port: 443 }],
    ["all_proxy", "http://proxy.example", { protocol: "http:", port: 80 }],
    [
      "HTTPS_PROXY",
      "http://CORP%5Cada:p%40ss@proxy.example:8080",
      { auth: { username: "CORP\\ada", password: "p@ss" } },
    ],
    ["HTTPS_PROXY", "http://[2001:db8::1]:8080", { host: "[2001:db8::1]", port: 8080 }],
  ])("is that of %s=%s", (name, value, proxy) => {
    vi.stubEnv(name, value);
    expect(proxyFor(address)).toMatchObject(proxy);
  });

  test("is none where there is none, and for a host of NO_PROXY, and on this machine", () => {
    expect(proxyFor(address)).toBeUndefined();
    vi.stubEnv("HTTPS_PROXY", "http://proxy.example:8080");
    vi.stubEnv("HTTP_PROXY", "http://proxy.example:8080");
    vi.stubEnv("NO_PROXY", ".ciamlogin.com");
    expect(proxyFor(address)).toBeUndefined();
    expect(proxyFor("http://127.0.0.1:3001/")).toBeUndefined();
    expect(proxyFor("https://login.contoso.com/")).toBeDefined();
  });

  test("may be named without a scheme", () => {
    const environment = { HTTPS_PROXY: "ada:secret@proxy.example:8080", all_proxy: "socks5://proxy.example" };
    completeProxy(environment);
    expect(environment).toEqual({
      HTTPS_PROXY: "http://ada:secret@proxy.example:8080",
      all_proxy: "socks5://proxy.example",
    });
  });

  test.each([
    ["socks5://ada:hush-hush@proxy.example:1080", "must be the http: URL of a proxy"],
    ["http://ada:hush#hush@proxy.example:8080", "must be the http: URL of a proxy"],
    ["http://ada:hush/hush@proxy.example:8080", "must be the http: URL of a proxy"],
    ["http://proxy.example:8080/hush-hush", "must end in the port"],
    ["http://ada:100%hush@proxy.example:8080", "must have each % of its user name and password as %25"],
  ])("is refused at the start where it is %s", (value, rule) => {
    vi.stubEnv("HTTPS_PROXY", value);
    const faults = faultsOf(tenantEnvironment);
    expect(faults).toEqual([expect.stringContaining(`HTTPS_PROXY (or ALL_PROXY) ${rule}`)]);
    expect(faults.join()).not.toContain("hush");
    vi.stubEnv("NO_PROXY", ".ciamlogin.com");
    expect(faultsOf(tenantEnvironment)).toEqual([]);
  });
});
