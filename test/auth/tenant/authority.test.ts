import { describe, expect, test } from "vitest";
import { discoveryUrl, mayServe } from "../../../src/auth/tenant/authority.js";

const entra = "https://contoso.ciamlogin.com/contoso.onmicrosoft.com";

describe("the discovery document", () => {
  test.each([entra, `${entra}/v2.0`])("of %s is where Entra publishes it", (authority) => {
    expect(discoveryUrl(authority)).toBe(`${entra}/v2.0/.well-known/openid-configuration`);
  });
});

describe("an authority's metadata", () => {
  test.each([
    "https://contoso.ciamlogin.com/TID/oauth2/v2.0/authorize",
    "https://aaaabbbb-0000-4ccc-8ddd-eeeeffff0000.ciamlogin.com/TID/v2.0",
    "https://CONTOSO.ciamlogin.com:443/TID/v2.0",
    "https://login.microsoftonline.com/TID/v2.0",
    "https://login.microsoft.com/TID/v2.0",
    "https://login.windows.net/TID/v2.0",
    "https://sts.windows.net/TID/",
    "https://login.microsoftonline.us/TID/v2.0",
    "https://login.partner.microsoftonline.cn/TID/v2.0",
  ])("may name %s", (url) => {
    expect(mayServe(entra, new URL(url))).toBe(true);
  });

  test.each([
    "https://evil.com/.ciamlogin.com",
    "https://evil.com/?host=contoso.ciamlogin.com",
    "https://evil.com/#.ciamlogin.com",
    "https://contoso.ciamlogin.com.evil.com/",
    "https://contoso.ciamlogin.com@evil.com/",
    "https://contoso.ciamlogin.com:pass@evil.com/",
    "https://evilciamlogin.com/",
    "https://ciamlogin.com/",
    "https://contoso.ciamlogin.com./",
    "https://contoso.ciamlogin.com:8443/",
    "https://login.microsoftonline.com.evil.com/",
    "https://login.microsoftonline.com:8443/",
    "https://evil.login.microsoftonline.com/",
    "https://login.microsoftonline.de.evil.com/",
    "https://xn--contoso-ciamlogin-com.evil.com/",
    "http://contoso.ciamlogin.com/TID/v2.0",
    "http://login.microsoftonline.com/TID/v2.0",
    "ftp://contoso.ciamlogin.com/TID/v2.0",
    "https://localhost/",
    "http://127.0.0.1/",
    "http://169.254.169.254/metadata/identity/oauth2/token",
  ])("may not name %s", (url) => {
    expect(mayServe(entra, new URL(url))).toBe(false);
  });

  test("may name the host of a custom URL domain", () => {
    expect(mayServe("https://login.contoso.com/TID", new URL("https://login.contoso.com/TID/keys"))).toBe(
      true,
    );
    expect(mayServe("https://login.contoso.com/TID", new URL("https://contoso.com/TID/keys"))).toBe(false);
  });

  test.each(["http://127.0.0.1:3001/TID", "http://localhost:3001/TID", "http://tid.localhost:3001/TID"])(
    "of a loopback authority may name %s",
    (url) => {
      expect(mayServe("http://127.0.0.1:3001/contoso.onmicrosoft.com", new URL(url))).toBe(true);
    },
  );

  test.each(["http://evil.com/", "https://evil.com/", "http://127.0.0.1.evil.com/", "http://10.0.0.1:3001/"])(
    "of a loopback authority may not name %s",
    (url) => {
      expect(mayServe("http://127.0.0.1:3001/contoso.onmicrosoft.com", new URL(url))).toBe(false);
    },
  );
});
