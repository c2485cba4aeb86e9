import { expect, test } from "vitest";
import { authorize, shop, startTenant } from "../../support/emulator/tenantFile.js";

test("A page may follow a sign-in that it has opened in a pop-up, as at Entra in 2026", async () => {
  const { html, headers } = await authorize(await startTenant({ applications: [shop] }));
  expect(html).toContain("Sign in");
  expect(headers.get("cross-origin-opener-policy")).toBe(null);
  expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
});
