import { expect } from "vitest";
import { answerJson } from "../support/network/localServer.js";
import { tenantId } from "../support/tenant/claimsOfAda.js";
import { keySetOf } from "../support/tenant/tenantKeys.js";
import { conformanceModule } from "./conformanceModule.js";

const otherTenant = "99998888-0000-4ccc-8ddd-eeeeffff0000";

conformanceModule(
  "oidcc-client-test-discovery-openid-config",
  "accepted: the endpoints are those of the document",
  async ({ tenant, visitor, accepts }) => {
    tenant.metadata = { authorization_endpoint: `${tenant.authority}/found/by/discovery` };
    const { headers } = await visitor.get("/auth/signin").expect(302);
    expect(headers.location).toMatch(`${tenant.authority}/found/by/discovery?`);
    await accepts();
    expect(tenant.calls.discovery).toBe(1);
  },
);

conformanceModule(
  "oidcc-client-test-discovery-jwks-uri-keys",
  "accepted: the keys are those at the document's jwks_uri",
  async ({ tenant, accepts }) => {
    const path = `/${tenantId}/discovery/v2.0/keys-of-this-run`;
    tenant.metadata = { jwks_uri: new URL(path, tenant.authority).href };
    const requested: (string | undefined)[] = [];
    tenant.answers.keys = (request, response) => {
      requested.push(request.url);
      answerJson(keySetOf(...tenant.publishedKeys))(request, response);
    };
    await accepts();
    expect(requested).toEqual([path]);
  },
);

/** Shows that nobody is sent to a tenant whose document names this issuer. */
function refusesIssuer(
  name: string,
  what: string,
  cause: RegExp,
  issuerOf: (issuer: string) => string,
): void {
  conformanceModule(name, `refused: ${what}`, async ({ tenant, visitor, accepts, expectRefused }) => {
    tenant.metadata = { issuer: issuerOf(tenant.issuer) };
    const answer = await visitor.get("/auth/signin");
    expect(answer.status).toBe(503);
    await expectRefused(answer, cause);
    tenant.metadata = {};
    await accepts();
  });
}

refusesIssuer(
  "oidcc-client-test-discovery-issuer-mismatch",
  "a document whose issuer is no tenant's",
  /metadata_unavailable.*not in the form of Entra's issuers/,
  (issuer) => `${issuer}INVALID`,
);

refusesIssuer(
  "discovery-issuer-of-other-tenant",
  "a document whose issuer is another tenant",
  /metadata_unavailable.*names another tenant/,
  (issuer) => issuer.replace(tenantId, otherTenant),
);

refusesIssuer(
  "discovery-issuer-of-other-host",
  "a document whose issuer is on another host",
  /metadata_unavailable.*not on a host of the tenant/,
  () => `https://evil.example/${tenantId}/v2.0`,
);

/** The metadata of an external tenant, which tokens may call by each of its names. */
const externalTenant = { issuer: `https://${tenantId}.ciamlogin.com/${tenantId}/v2.0` };

conformanceModule(
  "iss-other-name-of-tenant",
  "accepted: each name of the same external tenant",
  async ({ tenant, accepts }) => {
    tenant.metadata = externalTenant;
    await accepts((claims) => tenant.sign({ ...claims, iss: externalTenant.issuer }));
    const iss = `https://login.microsoftonline.com/${tenantId}/v2.0`;
    await accepts((claims) => tenant.sign({ ...claims, iss }));
  },
);

conformanceModule(
  "iss-name-of-other-tenant",
  "refused: the name of another external tenant",
  async ({ tenant, accepts, refuses }) => {
    tenant.metadata = externalTenant;
    const iss = externalTenant.issuer.replaceAll(tenantId, otherTenant);
    await refuses(/"iss"/, (claims) => tenant.sign({ ...claims, iss, tid: otherTenant }));
    await accepts((claims) => tenant.sign({ ...claims, iss: externalTenant.issuer }));
  },
);
