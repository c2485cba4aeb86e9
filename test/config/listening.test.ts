import { describe, expect, test } from "vitest";
import { loadConfig } from "../../src/config/loadConfig.js";
import { faultsOf, productionEnvironment } from "../support/app/environments.js";

const PORT = "/run/app/app.sock";

describe("a PORT that is a path", () => {
  test("is listened on as it stands", () => {
    const config = loadConfig({ ...productionEnvironment, PORT, TRUST_PROXY: "1" });
    expect(config).toMatchObject({ port: PORT, origin: "https://app.example.com", warnings: [] });
  });

  test("may be a named pipe of Windows, as App Service has it", () => {
    const pipe = "\\\\.\\pipe\\5f3a6c1e-0000-4ccc-8ddd-eeeeffff0000";
    expect(loadConfig({ ...productionEnvironment, PORT: pipe, TRUST_PROXY: "1" }).port).toBe(pipe);
  });

  test("says nothing of the app's address", () => {
    const fault = [
      expect.stringMatching(
        /^REDIRECT_URI is missing, and a PORT that is a path does not say it, e\.g\. REDIRECT_URI=/,
      ),
    ];
    expect(faultsOf({ PORT })).toEqual(fault);
    expect(faultsOf({ ...productionEnvironment, REDIRECT_URI: undefined, PORT })).toEqual(fault);
  });

  test("is connected to by nobody who has an address", () => {
    expect(faultsOf({ ...productionEnvironment, PORT, TRUST_PROXY: "loopback" })).toEqual([
      expect.stringMatching(
        /^TRUST_PROXY must be a number where PORT is a path, .*: 1 for one proxy, e\.g\. TRUST_PROXY=1$/,
      ),
    ]);
  });

  test("is connected to by a proxy, which the app should believe", () => {
    expect(loadConfig({ ...productionEnvironment, PORT }).warnings).toEqual([
      expect.stringMatching(/^PORT is a path, so every request comes from a proxy: with TRUST_PROXY=1 /),
    ]);
  });

  test("leaves HOST without use", () => {
    const environment = { ...productionEnvironment, PORT, TRUST_PROXY: "1", HOST: "127.0.0.1" };
    expect(loadConfig(environment).warnings).toEqual(["HOST is of no use where PORT is a path."]);
  });

  test("never clashes with the emulator's port", () => {
    const REDIRECT_URI = "http://localhost:8080/auth/redirect";
    expect(faultsOf({ PORT, EMULATOR_PORT: "3000", REDIRECT_URI })).toEqual([]);
  });
});
