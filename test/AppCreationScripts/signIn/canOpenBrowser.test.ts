import { describe, expect, test } from "vitest";
import { canOpenBrowser } from "../../../AppCreationScripts/signIn/canOpenBrowser.js";

type Case = readonly [where: string, platform: NodeJS.Platform, environment: NodeJS.ProcessEnv];

const isTerminal = true;

describe("A browser opens", () => {
  test.each<Case>([
    ["on Windows", "win32", {}],
    ["on a Mac", "darwin", {}],
    ["on a desktop with X", "linux", { DISPLAY: ":0" }],
    ["on a desktop with Wayland", "linux", { WAYLAND_DISPLAY: "wayland-0" }],
    ["in Linux inside Windows", "linux", { WSL_DISTRO_NAME: "Debian" }],
  ])("%s", (_where, platform, environment) => {
    expect(canOpenBrowser({ platform, environment, isTerminal })).toBe(true);
  });
});

describe("No browser opens", () => {
  test.each<Case>([
    ["on a server", "linux", {}],
    ["where the display has no name", "linux", { DISPLAY: "" }],
    ["over SSH", "darwin", { SSH_CONNECTION: "192.0.2.1 50000 192.0.2.2 22" }],
    ["over SSH with a display of its own", "linux", { DISPLAY: "localhost:10.0", SSH_TTY: "/dev/pts/0" }],
    ["in a codespace", "linux", { DISPLAY: ":1", CODESPACES: "true" }],
    ["in a pipeline", "win32", { CI: "true" }],
  ])("%s", (_where, platform, environment) => {
    expect(canOpenBrowser({ platform, environment, isTerminal })).toBe(false);
  });

  test("where nobody reads what is printed", () => {
    expect(canOpenBrowser({ platform: "win32", environment: {}, isTerminal: false })).toBe(false);
  });
});
