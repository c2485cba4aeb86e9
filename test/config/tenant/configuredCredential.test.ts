import { describe, expect, test } from "vitest";
import { loadConfig } from "../../../src/config/loadConfig.js";
import { faultsOf, tenantEnvironment } from "../../support/app/environments.js";

const { CLIENT_SECRET: secret, ...withoutCredential } = tenantEnvironment;
const workforce = "https://login.microsoftonline.com/aaaabbbb-0000-4ccc-8ddd-eeeeffff0000/v2.0";
const identity = "22222222-3333-4444-8555-666666666666";

describe("the credential", () => {
  test.each([
    [{ CLIENT_SECRET: secret }, { kind: "secret", secret }],
    [{ CLIENT_CERTIFICATE_PATH: "app.pem" }, { kind: "certificate", path: "app.pem" }],
    [
      {
        CLIENT_CERTIFICATE_PATH: "app.cer",
        CLIENT_CERTIFICATE_KEY_PATH: "app.key",
        CLIENT_CERTIFICATE_PASSWORD: "of the key",
      },
      { kind: "certificate", path: "app.cer", keyPath: "app.key", password: "of the key" },
    ],
    [
      { AUTHORITY: workforce, CLIENT_CREDENTIAL: "managed-identity", AZURE_CLIENT_ID: identity },
      { kind: "managed-identity", identityClientId: identity },
    ],
    [
      { CLIENT_CREDENTIAL: "workload-identity", AZURE_FEDERATED_TOKEN_FILE: "/var/token" },
      { kind: "workload-identity", tokenFile: "/var/token" },
    ],
    [
      { KEY_VAULT_URL: "https://contoso.vault.azure.net", KEY_VAULT_CERTIFICATE: "sign-in" },
      { kind: "key-vault", url: "https://contoso.vault.azure.net/", holds: "certificate", name: "sign-in" },
    ],
    [
      {
        KEY_VAULT_URL: "https://contoso.vault.azure.net/",
        KEY_VAULT_SECRET: "sign-in",
        AZURE_CLIENT_ID: identity,
      },
      {
        kind: "key-vault",
        url: "https://contoso.vault.azure.net/",
        holds: "secret",
        name: "sign-in",
        identityClientId: identity,
      },
    ],
  ])("of %o is %o", (environment, credential) => {
    expect(loadConfig({ ...withoutCredential, ...environment }).credential).toEqual(credential);
  });

  test.each([
    undefined,
    "https://contoso.ciamlogin.com/",
    "https://login.contoso.com/aaaabbbb-0000-4ccc-8ddd-eeeeffff0000/v2.0",
  ])("is no managed identity for an external tenant, which AUTHORITY=%s names", (AUTHORITY) => {
    const environment = { ...withoutCredential, AUTHORITY, CLIENT_CREDENTIAL: "managed-identity" };
    const advice = [
      expect.stringMatching(
        /^CLIENT_CREDENTIAL cannot be managed-identity for an external tenant \(AADSTS700236\): keep a certificate or secret in a Key Vault that the identity may read, e\.g\. KEY_VAULT_URL=https:\/\/contoso\.vault\.azure\.net\/ and KEY_VAULT_CERTIFICATE=/,
      ),
    ];
    expect(faultsOf(environment)).toEqual(advice);
    expect(faultsOf({ ...environment, AZURE_CLIENT_ID: identity })).toEqual(advice);
  });

  test.each([
    workforce,
    workforce.replace(".com", ".us"),
    workforce.replace("microsoftonline.com", "partner.microsoftonline.cn"),
  ])("may be a managed identity for a workforce tenant, user-assigned: %s", (AUTHORITY) => {
    const environment = { ...withoutCredential, AUTHORITY, CLIENT_CREDENTIAL: "managed-identity" };
    expect(faultsOf({ ...environment, AZURE_CLIENT_ID: identity })).toEqual([]);
    expect(faultsOf(environment)).toEqual([
      expect.stringMatching(/^AZURE_CLIENT_ID is missing: only a user-assigned identity can stand for/),
    ]);
  });

  test("is not what Kubernetes and Azure set for every program", () => {
    const environment = { AZURE_CLIENT_ID: identity, AZURE_FEDERATED_TOKEN_FILE: "/var/token" };
    expect(loadConfig({ ...tenantEnvironment, ...environment }).credential).toEqual({
      kind: "secret",
      secret,
    });
  });

  test.each([
    [{}, [/^CLIENT_SECRET is missing, and so is every other credential \(CLIENT_CERTIFICATE_PATH, CLIENT_/]],
    [
      { CLIENT_SECRET: "Enter_the_Client_Secret_Here" },
      [/^CLIENT_SECRET is missing, .*, e\.g\. CLIENT_SECRET=/],
    ],
    [
      { CLIENT_SECRET: secret, CLIENT_CERTIFICATE_PATH: "app.pem", CLIENT_CREDENTIAL: "managed-identity" },
      [/^CLIENT_SECRET cannot be used beside CLIENT_CERTIFICATE_PATH and CLIENT_CREDENTIAL: keep one/],
    ],
    [
      {
        KEY_VAULT_URL: "https://contoso.vault.azure.net/",
        KEY_VAULT_CERTIFICATE: "one",
        KEY_VAULT_SECRET: "two",
      },
      [/^KEY_VAULT_CERTIFICATE cannot be used beside KEY_VAULT_SECRET/],
    ],
    [{ CLIENT_CREDENTIAL: "managed" }, [/^CLIENT_CREDENTIAL must be managed-identity or workload-identity/]],
    [{ CLIENT_CREDENTIAL: "workload-identity" }, [/^AZURE_FEDERATED_TOKEN_FILE is missing/]],
    [{ KEY_VAULT_SECRET: "sign-in" }, [/^KEY_VAULT_URL is missing/]],
    [
      { KEY_VAULT_SECRET: "sign/in", KEY_VAULT_URL: "http://contoso.vault.azure.net/" },
      [/^KEY_VAULT_URL must be/, /^KEY_VAULT_SECRET must be/],
    ],
    [
      { CLIENT_SECRET: secret, CLIENT_CERTIFICATE_KEY_PATH: "app.key" },
      [/^CLIENT_CERTIFICATE_KEY_PATH is of no use without CLIENT_CERTIFICATE_PATH/],
    ],
    [
      { CLIENT_SECRET: secret, CLIENT_CERTIFICATE_PASSWORD: "of the key" },
      [/^CLIENT_CERTIFICATE_PASSWORD is of no use without CLIENT_CERTIFICATE_PATH/],
    ],
    [
      { CLIENT_SECRET: secret, KEY_VAULT_URL: "https://contoso.vault.azure.net/" },
      [/^KEY_VAULT_URL is of no use without KEY_VAULT_CERTIFICATE or KEY_VAULT_SECRET/],
    ],
  ])("is refused where it is %o", (environment, faults) => {
    expect(faultsOf({ ...withoutCredential, ...environment })).toEqual(
      faults.map((fault) => expect.stringMatching(fault)),
    );
  });

  test("is the emulator's own where no tenant is configured, and others are said to be unused", () => {
    const { credential, emulator, warnings } = loadConfig({ CLIENT_CERTIFICATE_PATH: "app.pem" });
    expect(credential).toEqual({ kind: "secret", secret: emulator?.client.clientSecret });
    expect(warnings).toContainEqual(expect.stringMatching(/^CLIENT_CERTIFICATE_PATH is not used/));
  });
});
