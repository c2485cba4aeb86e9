import { expect, test } from "vitest";
import { approveDeviceCode, askForCode, poll } from "../../support/emulator/deviceCode.js";
import { orders, readOrders } from "../../support/emulator/tenantApplications.js";
import { fay, phoneId, shop, shopId, startTenant } from "../../support/emulator/tenantFile.js";

const phone = { clientId: phoneId, displayName: "Phone", permissions: [readOrders] };

test("Every application may sign in by device code that allows public client flows, for its own APIs", async () => {
  const emulator = await startTenant({ applications: [{ ...phone, allowPublicClientFlows: true }, orders] });
  const scope = `openid offline_access ${readOrders}`;
  const { deviceCode, userCode, status } = await askForCode(emulator, { client_id: phoneId, scope });
  expect(status).toBe(200);
  await approveDeviceCode(emulator, userCode, fay);
  expect(await poll(emulator, deviceCode, { client_id: phoneId })).toMatchObject({
    status: 200,
    body: { scope: expect.stringContaining(readOrders) },
  });
});

test.each([
  [phoneId, { ...phone, publicClient: { redirectUris: ["http://localhost"] } }],
  [shopId, shop],
])(
  "An application that does not allow it is refused with AADSTS7000218: %#",
  async (client_id, application) => {
    const emulator = await startTenant({ applications: [application, orders] });
    const asked = await askForCode(emulator, { client_id, scope: "openid" });
    const { status, body } =
      asked.status === 200 ? await poll(emulator, asked.deviceCode, { client_id }) : asked;
    expect({ status, codes: body.error_codes }).toEqual({ status: 401, codes: [7000218] });
  },
);
