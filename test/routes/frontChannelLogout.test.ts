import { afterAll } from "vitest";
import { describeFrontChannelLogout } from "../support/frontChannelLogout.js";
import { startAppWithStub } from "../support/tenantStub.js";

const { tenant, ...app } = await startAppWithStub();
afterAll(app.close);

describeFrontChannelLogout("in one process", { tenant, signedInAt: app, toldAt: app });
