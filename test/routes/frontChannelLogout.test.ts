import { afterAll } from "vitest";
import { describeFrontChannelLogout } from "../support/tenant/frontChannelLogout.js";
import { startAppWithStub } from "../support/tenant/tenantStub.js";

const { tenant, ...app } = await startAppWithStub();
afterAll(app.close);

describeFrontChannelLogout("in one process", { tenant, signedInAt: app, toldAt: app });
