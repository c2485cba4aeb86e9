import path from "node:path";
import { decodeJwt } from "jose";
import { expect, onTestFinished, test } from "vitest";
import { emulatorFolder } from "../../../emulator/folder.js";
import { createMemoryLog } from "../../support/app/memoryLog.js";
import { startEmulatorWithSpareKey } from "../../support/emulator/startEmulatorWithSpareKey.js";
import { fay, shopId, tokensFor } from "../../support/emulator/tenantFile.js";

test("The commented example starts, and signs its person in to its shop", async () => {
  const emulator = await startEmulatorWithSpareKey({
    port: 0,
    configurationFile: path.join(emulatorFolder, "emulator.example.jsonc"),
    log: createMemoryLog(),
  });
  onTestFinished(() => emulator.close());
  const scope = "openid profile offline_access api://fabrikam-orders/Orders.Read";
  const { body, idToken, accessToken } = await tokensFor(emulator, { scope }, fay);
  expect(idToken).toMatchObject({
    aud: shopId,
    roles: ["Shop.Manager"],
    groups: [expect.any(String)],
    loyaltyNumber: "L-1042",
    given_name: "Fay",
  });
  expect(accessToken).toMatchObject({ scp: "Orders.Read", roles: ["Orders.Manager"] });
  expect(body.expires_in).toBe(4500);
  expect(decodeJwt(body.access_token ?? "").aud).toBe("c1a00004-0000-4000-8000-000000000004");
});
