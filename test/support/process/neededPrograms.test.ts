import { describe, expect, onTestFinished, test, vi } from "vitest";
import { needPrograms } from "./neededPrograms.js";

/** A machine that has these programs, and installs what it may. */
function machineWith(found: string[], mayInstall: boolean) {
  const programs = ["redis", "haproxy"].map((name) => ({
    name,
    find: () => found.find((one) => one === name),
    debianPackage: name,
    advice: `install ${name}`,
  }));
  const install = (name: string) => {
    if (!mayInstall) {
      throw new Error("not allowed");
    }
    found.push(name);
  };
  return { programs, install };
}

/** Sets up a project on that machine, and tells how the run ends. */
function run({ programs, install }: ReturnType<typeof machineWith>, CI?: string) {
  vi.stubEnv("CI", CI);
  const { exitCode } = process;
  const closers: (() => unknown)[] = [];
  const provided = new Map<string, unknown>();
  const project = {
    name: "scale",
    provide: (key: string, value: unknown) => void provided.set(key, value),
    vitest: { onClose: (close: () => unknown) => void closers.push(close) },
  };
  needPrograms(project, programs, install);
  const lines: string[] = [];
  const write = vi.spyOn(process.stdout, "write").mockImplementation((line) => lines.push(String(line)) > 0);
  onTestFinished(() => {
    write.mockRestore();
    vi.unstubAllEnvs();
    process.exitCode = exitCode;
  });
  process.exitCode = undefined;
  for (const close of closers) {
    close();
  }
  const fails = process.exitCode === 1;
  write.mockRestore();
  process.exitCode = exitCode;
  return { leftOut: provided.get("leftOut"), lines, fails };
}

describe("tests that need programs", () => {
  const asUsual = { leftOut: false, lines: [], fails: false };

  test("run where the machine has them", () => {
    expect(run(machineWith(["redis", "haproxy"], false), "true")).toEqual(asUsual);
  });

  test("run where the machine can install what is missing", () => {
    expect(run(machineWith(["redis"], true))).toEqual(asUsual);
  });

  const line = "Left out: the tests of test/scale. haproxy is missing: install haproxy.\n";

  test("are left out where one is missing, and the run ends with a line that says how to get it", () => {
    expect(run(machineWith(["redis"], false))).toEqual({ leftOut: true, lines: [line], fails: false });
  });

  test("fail the run where CI is set", () => {
    expect(run(machineWith(["redis"], false), "true")).toEqual({ leftOut: true, lines: [line], fails: true });
  });
});
