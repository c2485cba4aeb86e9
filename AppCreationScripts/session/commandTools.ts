import { setTimeout } from "node:timers/promises";
import { projectRoot } from "../../src/process/paths.js";
import { type Cloud, clouds } from "../clouds.js";
import type { RegistrationArguments } from "../commandLine/parseOptions.js";
import type { Wait } from "../http/bearerHttpClient.js";
import type { KeyVault } from "../keyVault/KeyVault.js";
import { type CreateKeyPair, createKeyPair } from "../project/keyPair.js";
import { signInApplication } from "../signIn/appOnly/signInApplication.js";
import { type Administrator, signInAdministrator } from "../signIn/signInAdministrator.js";
import type { SignInRequest } from "../signIn/signInRequest.js";
import { signInWay } from "../signIn/signInWay.js";
import { type Confirm, confirmOn } from "../terminal/confirm.js";
import { createOutput, type Output } from "../terminal/output.js";

/** What a command works with. Tests give it parts of their own. */
export interface CommandTools {
  readonly cloud: Cloud;
  readonly signIn: (request: SignInRequest, output: Output) => Promise<Administrator>;
  /** Opens the key vault at an address, as whoever is signed in to Azure. */
  readonly openKeyVault: (url: string) => Promise<KeyVault>;
  readonly output: Output;
  /** The folder of `.env`. */
  readonly projectFolder: string;
  /** For a certificate. */
  readonly createKeyPair: CreateKeyPair;
  readonly wait: Wait;
  /** Undefined if nobody can be asked. */
  readonly confirm: Confirm | undefined;
}

/** What the commands work with when somebody runs them. */
export function commandTools(options: RegistrationArguments): CommandTools {
  const { environment, "client-id": clientId } = options;
  const { "admin-client-id": adminClientId, "admin-certificate": certificateFile } = options;
  const { env, platform, stdout, stdin } = process;
  const way = signInWay(options, { environment: env, platform, isTerminal: stdout.isTTY });
  return {
    cloud: clouds[environment],
    signIn: (request, output) =>
      adminClientId === undefined
        ? signInAdministrator(request, output, { clientId, way })
        : signInApplication(request, output, { clientId: adminClientId, certificateFile, environment: env }),
    // Few runs need Azure's SDK, which is large and may be left out.
    openKeyVault: async (url) => (await import("../keyVault/openKeyVault.js")).openKeyVault(url, setTimeout),
    output: createOutput(stdout),
    projectFolder: projectRoot,
    createKeyPair,
    wait: setTimeout,
    confirm: stdin.isTTY ? confirmOn(stdin, stdout) : undefined,
  };
}
