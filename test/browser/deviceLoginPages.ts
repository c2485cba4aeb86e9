import type { Page } from "playwright-core";
import type { Emulator } from "../../emulator/startEmulator.js";
import { askForCode } from "../support/emulator/deviceCode.js";
import type { Destination } from "./destination.js";
import { ada, arriveAt, press, type, typeCredentials } from "./steps.js";

export const confirmation = "Are you trying to sign in to Microsoft Graph Command Line Tools?";

/** The emulator's pages for those who sign in to a device or a command. */
export const deviceLoginPages: readonly Destination[] = [
  {
    name: "device code",
    heading: "Enter code",
    open: (page, { emulator }) => page.goto(`${emulator.url}/devicelogin`),
  },
  {
    name: "wrong device code",
    heading: "Enter code",
    async open(page, { emulator }) {
      await page.goto(`${emulator.url}/devicelogin`);
      await type(page, "Code", "not-the-code");
      await press(page, "Next");
      await page.getByRole("alert").waitFor();
    },
  },
  {
    name: "device confirmation",
    heading: confirmation,
    open: (page, { emulator }) => typeNewCode(page, emulator),
  },
  {
    name: "signed in to a device",
    heading: "You are signed in",
    async open(page, { emulator }) {
      await typeNewCode(page, emulator);
      await press(page, "Continue");
      await typeCredentials(page, ada);
    },
  },
  {
    name: "cancelled device",
    heading: "You cancelled the sign-in",
    async open(page, { emulator }) {
      await typeNewCode(page, emulator);
      await press(page, "Cancel");
    },
  },
];

async function typeNewCode(page: Page, emulator: Emulator): Promise<void> {
  const { userCode } = await askForCode(emulator);
  await page.goto(`${emulator.url}/devicelogin`);
  await type(page, "Code", userCode);
  await press(page, "Next");
  await arriveAt(page, confirmation);
}
