import { type Cloud, clouds } from "../../../AppCreationScripts/clouds.js";
import {
  type Administrator,
  signInAdministrator,
} from "../../../AppCreationScripts/signIn/signInAdministrator.js";
import type { SignInRequest } from "../../../AppCreationScripts/signIn/signInRequest.js";
import type { Output } from "../../../AppCreationScripts/terminal/output.js";
import { commandLineTools } from "../../../emulator/deviceCode/commandLineTools.js";
import type { Emulator } from "../../../emulator/startEmulator.js";
import { approveDeviceCode } from "../../support/emulator/deviceCode.js";
import { ada, msalAuthority } from "../../support/emulator/emulatorApps.js";

/** The cloud of an emulated tenant. */
export async function emulatedCloud(emulator: Emulator): Promise<Cloud> {
  const { authorityMetadata } = await msalAuthority(emulator);
  return { ...clouds.Global, signInOrigin: emulator.url, authorityMetadata };
}

/** Signs Ada in as an administrator of the emulated tenant: she types the code that the output shows. */
export async function signInAdaAtEmulator(
  emulator: Emulator,
  { tenant, permissions }: Pick<SignInRequest, "tenant" | "permissions">,
  output: Output,
): Promise<Administrator> {
  const request = { tenant, permissions, cloud: await emulatedCloud(emulator) };
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
  const administrator = await signInAdministrator(request, watched, {
    clientId: commandLineTools.client_id,
    way: "device-code",
  });
  await approval;
  return administrator;
}
