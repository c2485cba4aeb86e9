import { describe, expect, test } from "vitest";
import type { Seen } from "./prompt.js";
import { promptIn } from "./prompt.js";
import { projectThatPrints } from "./scriptProject.js";

const typed = promptIn(projectThatPrints);

const tenant = "-TenantId contoso.onmicrosoft.com";
const tenantOption = "--tenant-id=contoso.onmicrosoft.com";

/** A parameter as it is typed, and the option that the command gets. */
type Given = readonly [parameter: string, option: string];

const shared: readonly Given[] = [
  ["-AppOnly", "--app-only"],
  [
    "-AdminClientId 22222222-3333-4444-8555-666666666666",
    "--admin-client-id=22222222-3333-4444-8555-666666666666",
  ],
  ["-AdminCertificate 'my admin.pem'", "--admin-certificate=my admin.pem"],
  ["-ClientId 11111111-2222-4333-8444-555555555555", "--client-id=11111111-2222-4333-8444-555555555555"],
  ["-Browser", "--browser"],
  ["-DeviceCode", "--device-code"],
  ["-DryRun", "--dry-run"],
];

const scripts: readonly (readonly [script: string, command: string, given: readonly Given[]])[] = [
  [
    "Configure.ps1",
    "configure.ts",
    [
      [tenant, tenantOption],
      ["-AzureEnvironmentName USGov", "--environment=USGov"],
      ["-BaseUrl https://app.example.com", "--base-url=https://app.example.com"],
      ["-Name 'The app'", "--name=The app"],
      ["-Graph", "--graph"],
      ["-Groups", "--groups"],
      ["-Api", "--api"],
      ["-SecretMonths 12", "--secret-months=12"],
      ["-Certificate", "--certificate"],
      ["-KeyVault https://contoso.vault.azure.net", "--key-vault=https://contoso.vault.azure.net"],
      ["-CertificateName sign-in", "--certificate-name=sign-in"],
      ["-SettingsFile 'production app.env'", "--settings-file=production app.env"],
      ...shared,
    ],
  ],
  [
    "Cleanup.ps1",
    "cleanup.ts",
    [
      [tenant, tenantOption],
      ["-AzureEnvironmentName China", "--environment=China"],
      ["-Name 'The app'", "--name=The app"],
      ["-Yes", "--yes"],
      ...shared,
    ],
  ],
];

/** Expects that the command was run with these options. */
function expectRun(seen: Seen, command: string, options: readonly string[]): void {
  const output = [JSON.stringify([command, ...options])];
  expect(seen).toEqual({ output, errors: [], console: "", stoppedBy: null, exitCode: 0 });
}

describe.each(scripts)("The parameters of %s", (script, command, given) => {
  const run = `./AppCreationScripts/${script}`;

  test(
    "are all given to the command",
    typed(`${run} ${given.map(([parameter]) => parameter).join(" ")}`, (seen) => {
      expectRun(
        seen,
        command,
        given.map(([, option]) => option),
      );
    }),
  );

  test(
    "may be in small letters, and short",
    typed(`${run} -tenant contoso.onmicrosoft.com -n app -dev`, (seen) => {
      expectRun(seen, command, [tenantOption, "--name=app", "--device-code"]);
    }),
  );

  test(
    "may come from a table",
    typed(`$table = @{ TenantId = 'contoso.onmicrosoft.com'; Browser = $true }; ${run} @table`, (seen) => {
      expectRun(seen, command, [tenantOption, "--browser"]);
    }),
  );

  test(
    "are left out if they are switched off or an empty client id, but not if they are an empty name, which is refused",
    typed(`${run} ${tenant} -Browser:$false -ClientId '' -Name ''`, (seen) => {
      expectRun(seen, command, [tenantOption, "--name="]);
    }),
  );

  describe.each([
    `-Tom's "big" app [1] $x`,
    "*.ts ~ %PATH% `n \\",
    "--% $(1/0) && --yes | 'x'",
    "a\n--yes",
    "Größe — 東京",
  ])("keep the name %j", (name) => {
    test(
      "as it is",
      typed(`${run} ${tenant} -Name '${name.replaceAll("'", "''")}'`, (seen) => {
        expectRun(seen, command, [tenantOption, `--name=${name}`]);
      }),
    );
  });

  describe.each([
    [`${run} ${tenant} -WhatIf`],
    [`${run} ${tenant} -DryRun`],
    [`$WhatIfPreference = $true; ${run} ${tenant}`],
  ])("after %s", (line) => {
    test(
      "are those of a dry run",
      typed(line, (seen) => {
        expectRun(seen, command, [tenantOption, "--dry-run"]);
      }),
    );
  });

  describe.each([
    ["no tenant is given", "", "TenantId"],
    ["the tenant is empty", "-TenantId ''", "TenantId"],
    ["there is no such cloud", `${tenant} -AzureEnvironmentName Mars`, "AzureEnvironmentName"],
    ["the cloud is in other letters", `${tenant} -AzureEnvironmentName usgov`, "AzureEnvironmentName"],
    ["a parameter has no value", `${tenant} -Name`, "Name"],
    ["there is no such parameter", `${tenant} -Everything`, "Everything"],
    ["a switch has a value", `${tenant} -Browser Mars`, "AzureEnvironmentName"],
  ])("if %s", (_what, parameters, named) => {
    test(
      "are refused with its name, and nothing is run",
      typed(`${run} ${parameters}`, ({ output, stoppedBy }) => {
        expect(output).toEqual([]);
        expect(stoppedBy).toContain(named);
      }),
    );
  });

  describe.each([
    ["beside the parameters", `'y' | ${run} ${tenant}`],
    ["with nothing in it", `@() | ${run} ${tenant}`],
  ])("do not come through a pipe %s", (_what, line) => {
    test(
      "and nothing is run",
      typed(line, ({ output, console, exitCode }) => {
        expect({ output, console, exitCode }).toEqual({
          output: [],
          console: "Nothing is taken from a pipe: give each value by its parameter.\n",
          exitCode: 1,
        });
      }),
    );
  });

  test(
    "can be made of what comes through a pipe",
    typed(`'a.example', 'b.example' | ForEach-Object { ${run} -TenantId $_ }`, ({ output }) => {
      expect(output).toEqual(
        ["a.example", "b.example"].map((domain) => JSON.stringify([command, `--tenant-id=${domain}`])),
      );
    }),
  );

  test(
    "are not used before somebody confirms, if they ask for that",
    typed(`${run} ${tenant} -Confirm`, ({ output, stoppedBy, exitCode }) => {
      expect({ output, exitCode }).toEqual({ output: [], exitCode: 1 });
      expect(stoppedBy).toContain("PowerShell is in NonInteractive mode");
    }),
  );
});

describe("The parameters of Invoke-NodeCommand.ps1", () => {
  const run = "./AppCreationScripts/Invoke-NodeCommand.ps1";

  test(
    "name the command, and what it is given",
    typed(
      `${run} -Command other.ts -Action Try -Parameters @{ tenantid = 'a.example'; Yes = [switch] $true }`,
      (seen) => {
        expectRun(seen, "other.ts", ["--tenant-id=a.example", "--yes"]);
      },
    ),
  );

  test(
    "make it a dry run with -WhatIf",
    typed(`${run} -Command other.ts -Action Try -Parameters @{ TenantId = 'a.example' } -WhatIf`, (seen) => {
      expectRun(seen, "other.ts", ["--tenant-id=a.example", "--dry-run"]);
    }),
  );

  describe.each(["Command", "Action", "Parameters"])("are refused without -%s", (missing) => {
    const all: Readonly<Record<string, string>> = { Command: "other.ts", Action: "Try", Parameters: "@{}" };
    const given = Object.entries(all).filter(([name]) => name !== missing);
    test(
      "and nothing is run",
      typed(
        `${run} ${given.map(([name, value]) => `-${name} ${value}`).join(" ")}`,
        ({ output, stoppedBy }) => {
          expect(output).toEqual([]);
          expect(stoppedBy).toContain(missing);
        },
      ),
    );
  });
});
