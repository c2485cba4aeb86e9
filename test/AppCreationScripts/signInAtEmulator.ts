import { type Cloud, clouds } from "../../AppCreationScripts/clouds.js";
import type { Output } from "../../AppCreationScripts/commandLine/output.js";
import { type Administrator, signInAdministrator } from "../../AppCreationScripts/signInAdministrator.js";
import type { Emulator } from "../../src/emulator/startEmulator.js";
import { approveDeviceCode } from "../support/deviceCode.js";
import { ada, msalAuthority } from "../support/emulatorApps.js";

/** Signs Ada in as an administrator of the emulated tenant: she types the code that the output shows. */
export async function signInAdaAtEmulator(
  emulator: Emulator,
  tenant: string,
  output: Output,
): Promise<Administrator> {
  const { authorityMetadata } = await msalAuthority(emulator);
  const cloud: Cloud = { ...clouds.Global, signInOrigin: emulator.url, authorityMetadata };
  let approval: Promise<unknown> | undefined;
  const watched: Output = {
    ...output,
    line(text) {
      output.line(text);
      const userCode = /^ {2}code {5}(\S+)$/.exec(text)?.[1];
      if (userCode !== undefined) {
        approval = approveDeviceCode(emulator, userCode, ada);
      }
    },
  };
  const administrator = await signInAdministrator(cloud, tenant, watched);
  await approval;
  return administrator;
}
