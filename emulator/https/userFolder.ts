import { homedir } from "node:os";
import path from "node:path";

/**
 * Returns where programs of this person keep their data: `XDG_DATA_HOME` of the XDG Base Directory Specification,
 * `%LOCALAPPDATA%`, or `~/Library/Application Support`. Values that are no absolute path count as not set.
 */
export function userFolder(
  platform: NodeJS.Platform,
  environment: NodeJS.ProcessEnv,
  home = homedir(),
): string {
  const { join, isAbsolute } = platform === "win32" ? path.win32 : path.posix;
  const set = (value: string | undefined) => (value !== undefined && isAbsolute(value) ? value : undefined);
  const data = () => {
    switch (platform) {
      case "win32":
        return set(environment.LOCALAPPDATA) ?? join(home, "AppData", "Local");
      case "darwin":
        return join(home, "Library", "Application Support");
      default:
        return set(environment.XDG_DATA_HOME) ?? join(home, ".local", "share");
    }
  };
  return join(data(), "external-id-emulator");
}
