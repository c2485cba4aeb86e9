import { EventEmitter, once } from "node:events";
import { renameSync, writeFileSync } from "node:fs";
import { describe, expect, onTestFinished, test } from "vitest";
import * as z from "zod";
import type { TenantConfiguration } from "../../../emulator/configuration/configurationSchema.js";
import { responseOf, typeCredentials } from "../../support/emulator/emulatorApps.js";
import { tokenRequest } from "../../support/emulator/emulatorTokens.js";
import { everyType, phone } from "../../support/emulator/nativeTenant.js";
import { startEmulatorWithSpareKey } from "../../support/emulator/startEmulatorWithSpareKey.js";
import {
  answerTo,
  authorize,
  fay,
  redemption,
  shop,
  tenantFile,
  tokensFor,
} from "../../support/emulator/tenantFile.js";
import { FormBrowser } from "../../support/visitors/formBrowser.js";

const before: TenantConfiguration = { applications: [shop], users: [fay] };

/** Starts an emulator with a file, and what waits until a change of it has taken effect or was refused. */
async function start(configuration = before) {
  const configurationFile = tenantFile(JSON.stringify(configuration));
  const logged = new EventEmitter();
  const log = {
    info: (message: string) => void logged.emit("info", message),
    error: (message: string) => void logged.emit("fault", message),
  };
  const emulator = await startEmulatorWithSpareKey({ port: 0, configurationFile, log });
  onTestFinished(() => emulator.close());
  return {
    emulator,
    async change(content: string, event: "info" | "fault" = "info"): Promise<string> {
      const heard = once(logged, event);
      writeFileSync(configurationFile, content);
      return String(await heard);
    },
    /** As editors save. */
    async replace(configuration: TenantConfiguration): Promise<void> {
      const heard = once(logged, "info");
      const another = tenantFile(JSON.stringify(configuration));
      renameSync(another, configurationFile);
      await heard;
    },
  };
}

describe("An emulator.json that changes while the emulator runs", () => {
  test("leaves native sign-ins that have begun where they were", async () => {
    const { emulator, change } = await start({ ...before, applications: [shop, phone] });
    const post = async (endpoint: string, form: Readonly<Record<string, string>>) => {
      const body = new URLSearchParams({ client_id: phone.clientId, ...form });
      const response = await fetch(`${emulator.authority}/oauth2/v2.0/${endpoint}`, { method: "POST", body });
      return z.looseObject({ continuation_token: z.string() }).parse(await response.json());
    };
    const begun = await post("initiate", { username: fay.email, challenge_type: everyType });
    await change(JSON.stringify({ ...before, applications: [phone] }));
    const { continuation_token } = begun;
    expect(await post("challenge", { continuation_token })).toMatchObject({ challenge_type: "password" });
  });

  test("takes effect, also if another file takes its place, and sessions and refresh tokens stay", async () => {
    const { emulator, change, replace } = await start();
    const browser = new FormBrowser(emulator.url);
    await typeCredentials(browser, await authorize(emulator, {}, browser), fay.email, fay.password);
    const { refreshToken } = await tokensFor(emulator);
    const roles = { applications: [{ ...shop, appRoles: ["Shop.Manager"] }] };
    const users = [{ ...fay, displayName: "Fay Berg" }];
    await change(JSON.stringify({ ...roles, users }));
    expect(responseOf(await authorize(emulator, {}, browser))).toHaveProperty("code");
    const renewal = { ...redemption, grant_type: "refresh_token", refresh_token: refreshToken };
    expect((await tokenRequest(emulator, renewal)).status).toBe(200);
    expect((await tokensFor(emulator)).idToken.name).toBe("Fay Berg");
    await replace({ ...roles, users: [{ ...fay, displayName: "Fay Holm" }] });
    expect((await tokensFor(emulator)).idToken.name).toBe("Fay Holm");
  });

  test("ends what it no longer lets in: a disabled person, a scope, an assignment", async () => {
    const { emulator, change } = await start();
    const browser = new FormBrowser(emulator.url);
    await typeCredentials(browser, await authorize(emulator, {}, browser), fay.email, fay.password);
    const { refreshToken } = await tokensFor(emulator);
    const renewal = { ...redemption, grant_type: "refresh_token", refresh_token: refreshToken };
    await change(JSON.stringify({ ...before, applications: [{ ...shop, assignmentRequired: true }] }));
    expect(await tokenRequest(emulator, renewal)).toMatchObject({
      status: 400,
      body: { error: "invalid_grant", error_codes: [50105] },
    });
    await change(JSON.stringify({ ...before, users: [{ ...fay, disabled: true }] }));
    expect(await tokenRequest(emulator, renewal)).toMatchObject({
      status: 400,
      body: { error: "invalid_grant", error_codes: [50057] },
    });
    expect((await authorize(emulator, {}, browser)).heading).toBe("Sign in");
    await change(JSON.stringify({ ...before, users: [] }));
    expect(await tokenRequest(emulator, renewal)).toMatchObject({ body: { error_codes: [50034] } });
  });

  test("changes nothing if it is faulty, which the log says with every fault", async () => {
    const { emulator, change } = await start();
    const logged = await change('{ "users": [{ "email": "Fay" }], "colour": "red" }', "fault");
    expect(logged).toMatch(/the tenant stays as it was/);
    expect(logged).toMatch(/users\.0\.email: must be an email address/);
    expect(logged).toMatch(/"colour"/);
    expect(await answerTo(emulator)).toHaveProperty("code");
    await change("{", "fault");
    expect(await answerTo(emulator)).toHaveProperty("code");
    await change(JSON.stringify(before));
  });

  test("keeps the id and the subdomain of the tenant, which apps have in their settings", async () => {
    const { emulator, change } = await start();
    const logged = await change(JSON.stringify({ ...before, tenant: { subdomain: "fabrikam" } }), "fault");
    expect(logged).toContain("change only when the emulator starts again");
    expect(await answerTo(emulator)).toHaveProperty("code");
  });
});
