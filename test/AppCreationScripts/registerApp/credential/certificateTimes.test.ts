import { X509Certificate } from "node:crypto";
import { generate } from "selfsigned";
import { describe, expect, test } from "vitest";
import { startTestTenant, type TestTenant } from "../../testTenant.js";

const file = "client-certificate.pem";
const day = 24 * 60 * 60 * 1000;

const certificateIn = (tenant: TestTenant) => new X509Certificate(tenant.read(file));

describe("npm run configure -- --certificate", () => {
  test("makes one for a year", async () => {
    const tenant = await startTestTenant();
    await tenant.configure("--certificate");
    const left = new Date(certificateIn(tenant).validTo).getTime() - Date.now();
    expect(Math.round(left / day)).toBeGreaterThanOrEqual(364);
    expect(Math.round(left / day)).toBeLessThanOrEqual(366);
  });

  test("tells Entra its name, and times that are its own and within a year", async () => {
    const tenant = await startTestTenant();
    await tenant.configure("--certificate");
    const { validFrom, validTo } = certificateIn(tenant);
    const sent = tenant.graph.requests.find(({ method }) => method === "PATCH")?.body;
    expect(sent).toEqual({
      keyCredentials: [
        {
          type: "AsymmetricX509Cert",
          usage: "Verify",
          key: certificateIn(tenant).raw.toString("base64"),
          displayName: expect.stringMatching(/^npm run configure \d{4}-/),
          startDateTime: new Date(validFrom).toISOString(),
          endDateTime: new Date(validTo).toISOString(),
        },
      ],
    });
    const lifetime = Date.parse(validTo) - Date.parse(validFrom);
    expect(lifetime).toBe(365 * day);
  });

  test("registers one that is good for longer for a year, and no longer", async () => {
    const tenant = await startTestTenant();
    await tenant.configure();
    const commonName = tenant.graph.applications[0]?.appId ?? "";
    const notAfterDate = new Date(Date.now() + 500 * day);
    const { cert, private: key } = await generate([{ name: "commonName", value: commonName }], {
      notAfterDate,
    });
    tenant.write(file, cert + key);
    await tenant.configure("--certificate");
    const [{ startDateTime = "", endDateTime = "" } = {}] =
      tenant.graph.applications[0]?.keyCredentials ?? [];
    const end = new Date(startDateTime);
    end.setUTCFullYear(end.getUTCFullYear() + 1);
    expect(new Date(endDateTime)).toEqual(end);
  });
});
