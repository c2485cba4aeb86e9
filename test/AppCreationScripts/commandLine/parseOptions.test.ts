import { describe, expect, test } from "vitest";
import {
  OptionsError,
  parseCleanupOptions,
  parseConfigureOptions,
} from "../../../AppCreationScripts/commandLine/parseOptions.js";

/** Microsoft Graph Command Line Tools. */
const microsofts = "14d82eec-204b-4c2f-b7e8-296a70dab67e";
const own = "11111111-2222-4333-8444-555555555555";

const tenant = ["--tenant-id", "contoso.onmicrosoft.com"];

function faultsOf(...commandLine: readonly string[]): readonly string[] {
  try {
    parseConfigureOptions(commandLine);
  } catch (error) {
    if (error instanceof OptionsError) {
      return error.faults;
    }
    throw error;
  }
  return [];
}

describe("The options of npm run configure", () => {
  test("have defaults but for the tenant", () => {
    expect(parseConfigureOptions(tenant)).toEqual({
      "tenant-id": "contoso.onmicrosoft.com",
      environment: "Global",
      "base-url": "http://localhost:3000",
      name: "Express sign-in app",
      graph: false,
      groups: false,
      api: false,
      "secret-months": 6,
      certificate: false,
      "certificate-name": "client-certificate",
      "settings-file": ".env",
      "app-only": false,
      "client-id": microsofts,
      browser: false,
      "device-code": false,
      "dry-run": false,
      asksForCredential: false,
    });
  });

  test("are taken as they are given", () => {
    const given = [
      ...["--tenant-id=aaaabbbb-0000-4ccc-8ddd-eeeeffff0000", "--environment", "China"],
      ...["--base-url", "https://app.example.com:8443/", "--name", " Tom's app "],
      ...["--graph", "--groups", "--api", "--secret-months", "24", "--certificate", "--dry-run"],
      ...["--client-id", own, "--browser"],
    ];
    expect(parseConfigureOptions(given)).toEqual({
      "tenant-id": "aaaabbbb-0000-4ccc-8ddd-eeeeffff0000",
      environment: "China",
      "base-url": "https://app.example.com:8443",
      name: "Tom's app",
      graph: true,
      groups: true,
      api: true,
      "secret-months": 24,
      certificate: true,
      "certificate-name": "client-certificate",
      "settings-file": ".env",
      "app-only": false,
      "client-id": own,
      browser: true,
      "device-code": false,
      "dry-run": true,
      asksForCredential: true,
    });
  });

  test("for a server in Azure are taken as they are given", () => {
    const given = [
      ...["--key-vault", "https://contoso.vault.azure.net", "--certificate-name", "sign-in"],
      ...["--settings-file", "production.env"],
      ...["--app-only", "--admin-client-id", own, "--admin-certificate", "admin.pem"],
    ];
    expect(parseConfigureOptions([...tenant, ...given])).toMatchObject({
      "key-vault": "https://contoso.vault.azure.net/",
      "certificate-name": "sign-in",
      "settings-file": "production.env",
      "app-only": true,
      "admin-client-id": own,
      "admin-certificate": "admin.pem",
    });
  });

  test.each([
    ["--certificate"],
    ["--secret-months", "6"],
    ["--secret-months=6"],
    ["--key-vault", "https://contoso.vault.azure.net"],
  ])("ask for a kind of credential with %j", (...credential) => {
    expect(parseConfigureOptions([...tenant, ...credential]).asksForCredential).toBe(true);
  });

  test.each([
    ["a tenant that is missing", [], ["--tenant-id is missing, e.g. --tenant-id contoso.onmicrosoft.com"]],
    [
      "a tenant without a value",
      ["--tenant-id"],
      ["--tenant-id needs a value, e.g. --tenant-id contoso.onmicrosoft.com"],
    ],
    [
      "a tenant in place of whose value another option stands",
      ["--tenant-id", "--base-url", "https://app.example.com"],
      ["--tenant-id needs a value, e.g. --tenant-id contoso.onmicrosoft.com"],
    ],
    [
      "an unknown option with a value",
      [...tenant, "--tenant", "contoso"],
      ["--tenant is no option: --help lists them"],
    ],
    [
      "an option of every object",
      [...tenant, "--constructor"],
      ["--constructor is no option: --help lists them"],
    ],
    [
      "a value without an option",
      ["contoso.onmicrosoft.com", ...tenant],
      ['"contoso.onmicrosoft.com" is not expected: every value follows the name of its option'],
    ],
    [
      "the cloud in which Microsoft's own client is not registered",
      [...tenant, "--environment", "China"],
      [
        `--client-id is needed in China, where Microsoft's own client is not registered, e.g. --client-id ${own}`,
      ],
    ],
    [
      "a client id that is none, told once",
      [...tenant, "--environment", "China", "--client-id", "mine"],
      [`--client-id must be the client id of an application, e.g. --client-id ${own}`],
    ],
    [
      "two ways to sign in",
      [...tenant, "--browser", "--device-code"],
      ["--browser and --device-code exclude each other"],
    ],
    ["a value for what takes none", [...tenant, "--graph=no"], ["--graph takes no value"]],
    [
      "many faults",
      ["--tenant-id", "not a tenant", "--environment", "Mars", "--secret-months", "25", "--name="],
      [
        "--tenant-id must be the id of a tenant or a domain of it, e.g. --tenant-id contoso.onmicrosoft.com",
        "--environment must be Global, USGov or China, e.g. --environment Global",
        '--name must be one line of 1 to 90 characters, e.g. --name "Express sign-in app"',
        "--secret-months must be a whole number of months from 1 to 24, e.g. --secret-months 6",
      ],
    ],
  ])("are refused with a sentence each for %s", (_case, commandLine, faults) => {
    expect(faultsOf(...commandLine)).toEqual(faults);
  });

  test.each([
    "http://app.example.com",
    "http://127.0.0.1:3000",
    "https://app.example.com/path",
    "https://app.example.com/?query",
    "https://app.example.com/#fragment",
    "https://user:password@app.example.com",
    "https://*.example.com",
    "https://%2A.example.com",
    "https://app.example.com;",
    "https://$(id).example.com",
    "ftp://app.example.com",
    "app.example.com",
    "",
  ])("refuse the base URL %j", (url) => {
    expect(faultsOf(...tenant, `--base-url=${url}`)).toEqual([
      "--base-url must be an address with no path, and https: except on localhost, " +
        "e.g. --base-url https://app.example.com",
    ]);
  });

  test.each([
    "http://contoso.vault.azure.net",
    "https://contoso.vault.azure.net/certificates",
    "https://contoso.vault.azure.net.example.com",
    "https://vault.azure.net",
    "https://user:password@contoso.vault.azure.net",
    "https://contoso.managedhsm.azure.net",
    "contoso",
    "",
  ])("refuse the key vault %j", (url) => {
    expect(faultsOf(...tenant, `--key-vault=${url}`)).toEqual([
      "--key-vault must be the https: address of a key vault, with no path, e.g. --key-vault https://contoso.vault.azure.net",
    ]);
  });

  const vault = ["--key-vault", "https://contoso.vault.azure.net"];
  const appOnly = ["--app-only", "--admin-client-id", own];

  test.each([
    [[...vault, "--certificate"], "--key-vault and --certificate exclude each other"],
    [[...vault, "--secret-months", "6"], "--key-vault and --secret-months exclude each other"],
    [[...appOnly, "--browser"], "--app-only and --browser exclude each other"],
    [[...appOnly, "--device-code"], "--app-only and --device-code exclude each other"],
    [[...appOnly, "--client-id", own], "--app-only and --client-id exclude each other"],
    [["--certificate-name", "sign-in"], "--certificate-name is only for --key-vault"],
    [["--admin-client-id", own], "--admin-client-id is only for --app-only"],
    [["--admin-certificate", "admin.pem"], "--admin-certificate is only for --app-only"],
    [["--app-only"], `--admin-client-id is needed with --app-only, e.g. --admin-client-id ${own}`],
    [
      [...vault, "--certificate-name", "a b"],
      "--certificate-name must be 1 to 127 letters, digits and dashes",
    ],
  ])("are refused if they do not go together: %j", (options, fault) => {
    expect(faultsOf(...tenant, ...options)).toEqual([expect.stringContaining(fault)]);
  });

  test.each(["0", "25", "6.5", "-1", "six", ""])("refuse %j months", (months) => {
    expect(faultsOf(...tenant, `--secret-months=${months}`)).toHaveLength(1);
  });

  test.each([
    "contoso",
    "contoso.onmicrosoft.com/",
    "contoso..com",
    "-contoso.com",
    "../organizations",
    "common",
  ])("refuse the tenant %j", (id) => {
    expect(faultsOf(`--tenant-id=${id}`)).toHaveLength(1);
  });

  test.each(["two\nlines", "a".repeat(91), "\u2028"])("refuse the name %j", (name) => {
    expect(faultsOf(...tenant, `--name=${name}`)).toHaveLength(1);
  });
});

describe("The options of npm run cleanup", () => {
  test("have defaults but for the tenant", () => {
    expect(parseCleanupOptions(tenant)).toEqual({
      "tenant-id": "contoso.onmicrosoft.com",
      environment: "Global",
      name: "Express sign-in app",
      yes: false,
      "app-only": false,
      "client-id": microsofts,
      browser: false,
      "device-code": false,
      "dry-run": false,
    });
  });

  test("need a client of one's own in China", () => {
    expect(() => parseCleanupOptions([...tenant, "--environment", "China"])).toThrow(
      "--client-id is needed in China",
    );
    expect(parseCleanupOptions([...tenant, "--environment", "China", "--client-id", own])["client-id"]).toBe(
      own,
    );
    const appOnly = ["--environment", "China", "--app-only", "--admin-client-id", own];
    expect(parseCleanupOptions([...tenant, ...appOnly])["app-only"]).toBe(true);
  });

  test("are not those of npm run configure", () => {
    expect(() => parseCleanupOptions([...tenant, "--graph"])).toThrow("--graph is no option");
  });
});
