import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { createTenant, tenantDomain, tenantId, tokenEndpointUrls } from "../../emulator/tenant.js";
import { loadConfig } from "../../src/config/loadConfig.js";
import { startTestEmulator } from "../support/emulator/emulatorApps.js";
import { getAtLoopback } from "../support/network/getAtLoopback.js";
import { FormBrowser } from "../support/visitors/formBrowser.js";

const keySet = z.object({ keys: z.array(z.looseObject({})) });

let emulator: Awaited<ReturnType<typeof startTestEmulator>>;
beforeAll(async () => {
  emulator = await startTestEmulator();
});
afterAll(() => emulator.close());

test("On port 80 the tenant's addresses name no port, as clients leave it out", () => {
  expect(createTenant(80)).toEqual({
    id: tenantId,
    domain: tenantDomain,
    displayName: "Contoso customers",
    paths: {
      authorize: `/${tenantId}/oauth2/v2.0/authorize`,
      deviceCode: `/${tenantId}/oauth2/v2.0/devicecode`,
      discovery: `/${tenantId}/v2.0/.well-known/openid-configuration`,
      keys: `/${tenantId}/discovery/v2.0/keys`,
      logout: `/${tenantId}/oauth2/v2.0/logout`,
      token: `/${tenantId}/oauth2/v2.0/token`,
      versionOneDiscovery: `/${tenantId}/.well-known/openid-configuration`,
      versionOneKeys: `/${tenantId}/discovery/keys`,
    },
    port: 80,
    host: "127.0.0.1",
    url: "http://127.0.0.1",
    authority: `http://127.0.0.1/${tenantDomain}`,
    issuer: `http://${tenantId}.localhost/${tenantId}/v2.0`,
    origins: new Map([
      ["127.0.0.1", "http://127.0.0.1"],
      [`${tenantId}.localhost`, "http://127.0.0.1"],
    ]),
  });
  expect(loadConfig({ EMULATOR_PORT: "80" }).authority).toBe(createTenant(80).authority);
});

test("Proofs of applications may be meant for the token endpoint under each of its names", () => {
  const path = `/${tenantId}/oauth2/v2.0/token`;
  expect(tokenEndpointUrls(createTenant(3001))).toContain(`https://127.0.0.1:3001${path}`);
  expect(tokenEndpointUrls(createTenant(3001, undefined, "https"))).toContain(
    `https://localhost:3001${path}`,
  );
  const names = tokenEndpointUrls(createTenant(3001, undefined, "ciamlogin"));
  expect(names).toContain(`https://contoso.ciamlogin.com${path}`);
  expect(names).toContain(`https://contoso.ciamlogin.com${path.replace(tenantId, tenantDomain)}`);
});

test.each(["/authorize/", "/Authorize"])("An endpoint has one spelling, which %s is not", async (path) => {
  const page = await new FormBrowser(emulator.url).open(`${emulator.authority}/oauth2/v2.0${path}`);
  expect(page).toMatchObject({ status: 404 });
});

describe("The discovery document", () => {
  test("is Entra's, with an issuer on another host than the authority", async () => {
    const { url } = emulator;
    const response = await fetch(`${emulator.authority}/v2.0/.well-known/openid-configuration`);
    const document = await response.json();
    expect(document).toMatchObject({
      issuer: `http://${tenantId}.localhost:${new URL(url).port}/${tenantId}/v2.0`,
      authorization_endpoint: `${url}/${tenantId}/oauth2/v2.0/authorize`,
      token_endpoint: `${url}/${tenantId}/oauth2/v2.0/token`,
      end_session_endpoint: `${url}/${tenantId}/oauth2/v2.0/logout`,
      jwks_uri: `${url}/${tenantId}/discovery/v2.0/keys`,
      userinfo_endpoint: `${url}/oidc/userinfo`,
      token_endpoint_auth_methods_supported: ["client_secret_post", "private_key_jwt", "client_secret_basic"],
      response_modes_supported: ["query", "fragment", "form_post"],
      subject_types_supported: ["pairwise"],
      id_token_signing_alg_values_supported: ["RS256"],
      scopes_supported: ["openid", "profile", "email", "offline_access"],
      http_logout_supported: true,
      frontchannel_logout_supported: true,
      request_uri_parameter_supported: false,
    });
    expect(document).not.toHaveProperty("code_challenge_methods_supported");
    expect(document).not.toHaveProperty("authorization_response_iss_parameter_supported");
  });

  test("is found by the issuer, at the issuer's own host (OpenID Connect Discovery 1.0 section 4)", async () => {
    const { issuer } = emulator;
    const { status, body } = await getAtLoopback(`${issuer}/.well-known/openid-configuration`);
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({ issuer });
  });

  test("is the same under the tenant's id and its domain, in any case", async () => {
    const texts = await Promise.all(
      [tenantId, tenantDomain, tenantId.toUpperCase(), "Contoso.OnMicrosoft.com"].map(async (name) => {
        const response = await fetch(`${emulator.url}/${name}/v2.0/.well-known/openid-configuration`);
        return response.text();
      }),
    );
    expect(new Set(texts).size).toBe(1);
  });

  test.each(["fabrikam.onmicrosoft.com", "11111111-2222-4333-8444-555555555555"])(
    "of another tenant (%s) does not exist",
    async (name) => {
      const response = await fetch(`${emulator.url}/${name}/v2.0/.well-known/openid-configuration`);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ error: "invalid_tenant" });
    },
  );
});

test("The keys are signing keys with kid and issuer, public parts only and without alg, under both names", async () => {
  for (const name of [tenantId, tenantDomain]) {
    const response = await fetch(`${emulator.url}/${name}/discovery/v2.0/keys`);
    const { keys } = keySet.parse(await response.json());
    expect(keys).toEqual([
      {
        kty: "RSA",
        use: "sig",
        kid: expect.any(String),
        n: expect.any(String),
        e: "AQAB",
        issuer: emulator.issuer,
      },
    ]);
  }
});

test("Every kind of page says that it is an emulator and not Microsoft", async () => {
  const browser = new FormBrowser(emulator.url);
  for (const path of ["/", "/nothing", `/${tenantId}/oauth2/v2.0/logout`, "/interaction/x/sign-in"]) {
    expect((await browser.open(path)).html).toContain(
      "This is an emulator on your own machine, not Microsoft.",
    );
  }
});

test("The pages' style sheets are served, and nothing else of their folders", async () => {
  for (const name of ["pico.min.css", "emulator.css"]) {
    const response = await fetch(`${emulator.url}/stylesheets/${name}`);
    expect(response.headers.get("content-type")).toContain("text/css");
  }
  expect((await fetch(`${emulator.url}/stylesheets/pico.css`)).status).toBe(404);
  expect((await fetch(`${emulator.url}/stylesheets/..%2f..%2fpackage.json`)).status).toBe(404);
});

test("An address that cannot be decoded gets a page", async () => {
  const page = await new FormBrowser(emulator.url).open("/interaction/%E0%A4%A/sign-in");
  expect(page.status).toBe(400);
});

test.each(["evil.example", `${tenantId}.localhost`, `evil.example.${tenantId}.localhost`])(
  "A request under the host name %s and another port is turned away",
  async (name) => {
    expect((await getAtLoopback(`http://${name}/`, new URL(emulator.url).port)).status).toBe(421);
  },
);
