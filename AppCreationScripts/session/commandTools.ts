import { setTimeout } from "node:timers/promises";
import { projectRoot } from "../../src/process/paths.js";
import { type Cloud, clouds } from "../clouds.js";
import type { RegistrationArguments } from "../commandLine/parseOptions.js";
import type { Wait } from "../graph/graphHttpClient.js";
import { type CreateKeyPair, createKeyPair } from "../project/keyPair.js";
import { type Administrator, signInAdministrator } from "../signIn/signInAdministrator.js";
import type { SignInRequest } from "../signIn/signInRequest.js";
import { signInWay } from "../signIn/signInWay.js";
import { type Confirm, confirmOn } from "../terminal/confirm.js";
import { createOutput, type Output } from "../terminal/output.js";

/** What a command works with. Tests give it parts of their own. */
export interface CommandTools {
  readonly cloud: Cloud;
  readonly signIn: (request: SignInRequest, output: Output) => Promise<Administrator>;
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
  const { env, platform, stdout, stdin } = process;
  const way = signInWay(options, { environment: env, platform, isTerminal: stdout.isTTY });
  return {
    cloud: clouds[environment],
    signIn: (request, output) => signInAdministrator(request, output, { clientId, way }),
    output: createOutput(stdout),
    projectFolder: projectRoot,
    createKeyPair,
    wait: setTimeout,
    confirm: stdin.isTTY ? confirmOn(stdin, stdout) : undefined,
  };
}
