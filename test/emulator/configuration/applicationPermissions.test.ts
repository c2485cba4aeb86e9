import { expect, test } from "vitest";
import { orders } from "../../support/emulator/tenantApplications.js";
import { shop, startTenant } from "../../support/emulator/tenantFile.js";

test.each([
  "api://orders/Orders.Read",
  "api://orders/Orders.Nothing",
  "api://nowhere/Orders.Process",
  "User.ReadWrite.All",
])("An application has no app role that nobody offers: %s", async (permission) => {
  const applications = [{ ...shop, applicationPermissions: ["User.Read.All", permission] }, orders];
  await expect(startTenant({ applications })).rejects.toThrow(
    "applications.0.applicationPermissions.1: names no app role of an API of this tenant",
  );
});
