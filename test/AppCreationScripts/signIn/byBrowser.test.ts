import { decodeJwt } from "jose";
import { describe, expect, onTestFinished, test } from "vitest";
import type { OpenBrowser } from "../../../AppCreationScripts/signIn/byBrowser.js";
import { signInAdministrator } from "../../../AppCreationScripts/signIn/signInAdministrator.js";
import { commandLineTools } from "../../../emulator/deviceCode/commandLineTools.js";
import { ada, responseOf, startTestEmulator, typeCredentials } from "../../support/emulator/emulatorApps.js";
import { FormBrowser } from "../../support/visitors/formBrowser.js";
import { createMemoryOutput } from "../terminal/memoryOutput.js";
import { emulatedCloud } from "./administratorAtEmulator.js";

const tenant = "contoso.onmicrosoft.com";

/** What a browser does with the address that it opens at the emulator, and what it shows in the end. */
type Visit = (
  browser: FormBrowser,
  address: string,
  bringBack: (response: URLSearchParams) => Promise<string>,
) => Promise<void>;

/** Signs somebody in at an emulator, in a browser that does this. */
async function signInWith(visit: Visit, { opens = true } = {}) {
  const emulator = await startTestEmulator([]);
  onTestFinished(() => emulator.close());
  const output = createMemoryOutput();
  let visiting: Promise<void> | undefined;
  let address = "";
  const openBrowser: OpenBrowser = async (opened) => {
    address = opened;
    const loopback = new URL(opened).searchParams.get("redirect_uri") ?? "";
    const bringBack = async (body: URLSearchParams) =>
      (await fetch(loopback, { method: "POST", body })).text();
    visiting = visit(new FormBrowser(emulator.url), opened, bringBack);
    if (!opens) {
      throw new Error("There is no browser.");
    }
  };
  const cloud = await emulatedCloud(emulator);
  const outcome = await signInAdministrator(
    { cloud, tenant, permissions: ["Application.ReadWrite.All"] },
    output,
    { clientId: commandLineTools.client_id, way: "browser", openBrowser },
  ).then(
    (administrator) => ({ administrator, message: "" }),
    (error: Error) => ({ administrator: undefined, message: error.message }),
  );
  await visiting;
  return { ...outcome, lines: output.lines, address };
}

const signInAda: Visit = async (browser, opened, bringBack) => {
  const page = await typeCredentials(browser, await browser.open(opened), ada.email, ada.password);
  await bringBack(new URLSearchParams(responseOf(page)));
};

/** The request that a browser comes back with after these answers of the tenant. */
function answered(address: string, answer: Readonly<Record<string, string>>): URLSearchParams {
  return new URLSearchParams({ ...answer, state: new URL(address).searchParams.get("state") ?? "" });
}

describe("An administrator signs in, in a browser of this machine,", () => {
  test("which brings the answer back to a port of localhost", async () => {
    let shown = "";
    const { administrator, message, lines, address } = await signInWith(
      async (browser, opened, bringBack) => {
        const page = await typeCredentials(browser, await browser.open(opened), ada.email, ada.password);
        shown = await bringBack(new URLSearchParams(responseOf(page)));
      },
    );
    expect(message).toBe("");
    expect(administrator?.objectId).toMatch(/^a0a0a0a0-/);
    const { scp } = decodeJwt<{ scp?: string }>(administrator?.accessToken ?? "");
    expect(scp?.split(" ")).toContain("Application.ReadWrite.All");
    expect(shown).toContain("You are signed in");
    expect(lines).toEqual([
      "Sign in as an administrator of the tenant, in the browser that opens now. If none does, open this address on",
      "this machine, or run the command with --device-code:",
      `  ${address}`,
      "Sign-in: waiting for you",
      "  done",
    ]);
    expect(lines.join("\n")).not.toContain(administrator?.accessToken);
  });

  test("with PKCE, at a port of localhost, as the account that they choose", async () => {
    const { address } = await signInWith(async (_browser, opened, bringBack) => {
      await bringBack(answered(opened, { error: "access_denied" }));
    });
    const parameters = Object.fromEntries(new URL(address).searchParams);
    expect(parameters).toMatchObject({
      client_id: commandLineTools.client_id,
      redirect_uri: expect.stringMatching(/^http:\/\/localhost:\d+$/),
      response_mode: "form_post",
      code_challenge_method: "S256",
      prompt: "select_account",
    });
  });

  test("although none opens, by the address that is shown", async () => {
    const { administrator } = await signInWith(signInAda, { opens: false });
    expect(administrator?.objectId).toMatch(/^a0a0a0a0-/);
  });
});

describe("A sign-in in a browser that fails ends with what to do:", () => {
  test.each([
    ["access_denied", "", "The sign-in was declined. Run the command again and accept."],
    [
      "access_denied",
      "AADSTS53003: Access has been blocked by Conditional Access policies.",
      "Conditional Access or the security defaults of the tenant forbid this sign-in. Sign in on a device and from a place " +
        "that they allow, or let an administrator exempt you. (AADSTS53003)",
    ],
    [
      "consent_required",
      "AADSTS65001: Nobody has consented.",
      "Somebody has to consent to the permissions for the tenant. Run the command again as a Privileged Role " +
        "Administrator or Global Administrator. (AADSTS65001)",
    ],
  ])("%s %s", async (error, description, expected) => {
    let shown = "";
    const { message, lines } = await signInWith(async (_browser, opened, bringBack) => {
      shown = await bringBack(answered(opened, { error, error_description: description }));
    });
    expect(message).toBe(expected);
    expect(lines.at(-1)).toBe("  failed");
    expect(shown).toContain("Nobody was signed in");
  });

  test("a code that the tenant does not take", async () => {
    const { message } = await signInWith(async (_browser, opened, bringBack) => {
      await bringBack(answered(opened, { code: "made-up" }));
    });
    expect(message).toMatch(/^Entra refused the sign-in \(AADSTS\d+\)/);
  });
});
