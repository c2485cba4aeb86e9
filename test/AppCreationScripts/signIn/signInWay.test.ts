import { describe, expect, test } from "vitest";
import { signInWay } from "../../../AppCreationScripts/signIn/signInWay.js";

type Case = readonly [where: string, platform: NodeJS.Platform, environment: NodeJS.ProcessEnv];

const isTerminal = true;
const unasked = { browser: false, "device-code": false };

describe("People sign in in a browser of this machine", () => {
  test.each<Case>([
    ["on Windows", "win32", {}],
    ["on a Mac", "darwin", {}],
    ["on a desktop with X", "linux", { DISPLAY: ":0" }],
    ["on a desktop with Wayland", "linux", { WAYLAND_DISPLAY: "wayland-0" }],
    ["in Linux inside Windows", "linux", { WSL_DISTRO_NAME: "Debian" }],
  ])("%s", (_where, platform, environment) => {
    expect(signInWay(unasked, { platform, environment, isTerminal })).toBe("browser");
  });
});

describe("People sign in with a code", () => {
  test.each<Case>([
    ["on a server", "linux", {}],
    ["if the display has no name", "linux", { DISPLAY: "" }],
    ["over SSH", "darwin", { SSH_CONNECTION: "192.0.2.1 50000 192.0.2.2 22" }],
    ["over SSH with a display of its own", "linux", { DISPLAY: "localhost:10.0", SSH_TTY: "/dev/pts/0" }],
    ["in a codespace", "linux", { DISPLAY: ":1", CODESPACES: "true" }],
    ["in a pipeline", "win32", { CI: "true" }],
  ])("%s", (_where, platform, environment) => {
    expect(signInWay(unasked, { platform, environment, isTerminal })).toBe("device-code");
  });

  test("if nobody reads what is printed", () => {
    expect(signInWay(unasked, { platform: "win32", environment: {}, isTerminal: false })).toBe("device-code");
  });
});

test("People sign in in the way that they ask for", () => {
  const desktop = { platform: "darwin", environment: {}, isTerminal } as const;
  const server = { platform: "linux", environment: {}, isTerminal: false } as const;
  expect(signInWay({ ...unasked, "device-code": true }, desktop)).toBe("device-code");
  expect(signInWay({ ...unasked, browser: true }, server)).toBe("browser");
});
