import type { SignInWay } from "./signInRequest.js";

/** Set if somebody works on this machine from another one, or nobody does. */
const remote = ["SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY", "CODESPACES", "REMOTE_CONTAINERS", "CI"];

/** Set if this machine has a desktop, Linux inside Windows included. */
const desktop = ["DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"];

interface Surroundings {
  readonly environment: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  /** True if somebody reads what is printed. */
  readonly isTerminal: boolean;
}

/** True if a browser can be opened in front of whoever runs the command. */
function canOpenBrowser({ environment, platform, isTerminal }: Surroundings): boolean {
  const isSet = (name: string) => Boolean(environment[name]);
  const hasDesktop = platform === "win32" || platform === "darwin" || desktop.some(isSet);
  return isTerminal && hasDesktop && !remote.some(isSet);
}

interface AskedFor {
  readonly browser: boolean;
  readonly "device-code": boolean;
}

/** Returns the way that is asked for; if none is, a browser of this machine as long as one can be opened. */
export function signInWay(
  { browser, "device-code": deviceCode }: AskedFor,
  surroundings: Surroundings,
): SignInWay {
  return browser || (!deviceCode && canOpenBrowser(surroundings)) ? "browser" : "device-code";
}
