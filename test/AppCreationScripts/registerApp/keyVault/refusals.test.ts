import { describe, expect, test } from "vitest";
import { describeFailure } from "../../../../AppCreationScripts/commandLine/describeFailure.js";
import type { VaultRefusal } from "../../../support/keyVault/fakeKeyVault.js";
import { startTenantWithVault, vaultOption } from "../../testVault.js";

/** What the command tells if the vault refuses some calls so. */
async function failureAt(calls: RegExp, refusal: VaultRefusal): Promise<string> {
  const tenant = await startTenantWithVault();
  tenant.vault.refuse(calls, refusal);
  const message = await tenant.configure(...vaultOption).then(() => "", describeFailure);
  const secret = tenant.vault.stored.secrets.get("session-secret")?.[0] ?? "no secret";
  expect([message, ...tenant.lines].join("\n")).not.toMatch(/vault-token-of|Refused \{/);
  expect(message).not.toContain(secret);
  return message;
}

const forbidden = { status: 403, code: "Forbidden", innerCode: "ForbiddenByRbac" };
const deleted = { status: 409, code: "Conflict", innerCode: "ObjectIsDeletedButRecoverable" };

describe("A key vault that refuses says what is missing:", () => {
  test.each([
    [
      "the role for certificates",
      /certificates\/client-certificate$/,
      forbidden,
      "Key Vault certificate failed. The key vault refused the call. (403, ForbiddenByRbac)\n" +
        "Whoever is signed in to Azure here needs the role Key Vault Certificates Officer at the vault, which takes effect within minutes.\n" +
        "What is done so far stays. Once you have them, run the same command again: it continues.",
    ],
    [
      "the role for secrets",
      /^PUT .secrets/,
      forbidden,
      "Session secret failed. The key vault refused the call. (403, ForbiddenByRbac)\n" +
        "Whoever is signed in to Azure here needs the role Key Vault Secrets Officer at the vault, which takes effect within minutes.\n" +
        "What is done so far stays. Once you have them, run the same command again: it continues.",
    ],
    [
      "a way through its network rules",
      /certificates/,
      { status: 403, code: "Forbidden", innerCode: "ForbiddenByFirewall" },
      "The vault's network rules do not let this machine in",
    ],
    [
      "a token of the right tenant",
      /secrets/,
      { status: 401, code: "Unauthorized" },
      "sign in to Azure in the tenant of the vault's subscription",
    ],
    [
      "the name of a certificate that was deleted",
      /create$/,
      deleted,
      "A certificate of the name client-certificate was deleted, and the vault keeps its name: recover or purge it, or choose another --certificate-name.",
    ],
    [
      "the name of a secret that was deleted",
      /^PUT .secrets/,
      deleted,
      "A secret of the name session-secret was deleted, and the vault keeps its name: recover or purge it.",
    ],
    [
      "patience with somebody else",
      /create$/,
      { status: 409, code: "Forbidden" },
      "The certificate client-certificate is being made by somebody else",
    ],
  ])("%s", async (_what, calls, refusal, told) => {
    expect(await failureAt(calls, refusal)).toContain(told);
  });

  test("that it is away", async () => {
    const message = await failureAt(/certificates/, { status: 500, code: "InternalServerError" });
    expect(message).toContain("(500, InternalServerError)");
    expect(message).toMatch(/Run the same command again: it continues\.$/);
  });
});

test("A key vault that is busy is asked again when it says", async () => {
  const tenant = await startTenantWithVault();
  const busy = { status: 429, code: "Throttled", retryAfterSeconds: 7 };
  tenant.vault.refuse(/create$/, busy, 2);
  await tenant.configure(...vaultOption);
  expect(tenant.waits).toEqual([7_000, 7_000]);
  expect(tenant.vault.stored.certificates.get("client-certificate")).toHaveLength(1);
});

test.each([
  ["no signing request", { csr: Buffer.from("no request").toString("base64") }],
  ["one that another key has signed", undefined],
])("What a key vault gives to be signed is refused if it is %s", async (_what, change) => {
  const tenant = await startTenantWithVault();
  tenant.vault.refuse(/merge$/, { status: 500, code: "InternalServerError" }, 1);
  await tenant.configure(...vaultOption).catch(() => undefined);
  const pending = tenant.vault.stored.pending.get("client-certificate");
  const csr = Buffer.from(pending?.csr ?? "", "base64");
  csr.writeUInt8(csr.readUInt8(csr.length - 1) ^ 1, csr.length - 1);
  Object.assign(pending ?? {}, change ?? { csr: csr.toString("base64") });
  const message = await tenant.configure(...vaultOption).then(() => "", describeFailure);
  expect(message).toContain("The key vault's answer is not what its documentation says.");
});
