import { expect, onTestFinished, test } from "vitest";
import { commandLineTools } from "../../../emulator/deviceCode/commandLineTools.js";
import { startTestEmulator } from "../../support/emulator/emulatorApps.js";
import { FormBrowser } from "../../support/visitors/formBrowser.js";

test.each([
  ["http://localhost:49152", "Sign in"],
  ["http://localhost:50000", "Sign in"],
  ["http://localhost", "Sign in"],
  ["http://localhost:50000/elsewhere", "AADSTS50011"],
  ["http://127.0.0.1:50000", "AADSTS50011"],
  ["https://localhost:50000", "AADSTS50011"],
  ["http://localhost.example:50000", "AADSTS50011"],
])(
  "Microsoft's command line tools come back to any port of localhost alone: %s",
  async (redirectUri, shown) => {
    const emulator = await startTestEmulator([]);
    onTestFinished(() => emulator.close());
    const request = new URLSearchParams({
      client_id: commandLineTools.client_id,
      redirect_uri: redirectUri,
      response_type: "code",
      scope: "openid",
    });
    const { html } = await new FormBrowser(emulator.url).open(
      `${emulator.authority}/oauth2/v2.0/authorize?${request}`,
    );
    expect(html).toContain(shown);
  },
);
