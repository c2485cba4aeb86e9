import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { type Cloud, clouds } from "./clouds.js";
import { type Confirm, confirmOn } from "./commandLine/confirm.js";
import { createOutput, type Output } from "./commandLine/output.js";
import type { Wait } from "./graph/graphHttpClient.js";
import type { RegistrationArguments } from "./parseOptions.js";
import type { SignInRequest } from "./signIn/signInRequest.js";
import { signInWay } from "./signIn/signInWay.js";
import { type Administrator, signInAdministrator } from "./signInAdministrator.js";

/** What a command works with. Tests give it parts of their own. */
export interface CommandTools {
  readonly cloud: Cloud;
  readonly signIn: (request: SignInRequest, output: Output) => Promise<Administrator>;
  readonly output: Output;
  /** Where `.env` is. */
  readonly projectFolder: string;
  readonly wait: Wait;
  /** Undefined where nobody can be asked. */
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
    projectFolder: path.join(import.meta.dirname, ".."),
    wait: setTimeout,
    confirm: stdin.isTTY ? confirmOn(stdin, stdout) : undefined,
  };
}
