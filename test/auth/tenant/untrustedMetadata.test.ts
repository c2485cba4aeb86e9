import { describe, expect, test } from "vitest";
import { TenantClient } from "../../../src/auth/http/tenantClient.js";
import type { AuthorityMetadata } from "../../../src/auth/tenant/authorityMetadata.js";
import { AuthorityMetadataSource } from "../../../src/auth/tenant/authorityMetadata.js";
import { createMemoryLog } from "../../support/app/memoryLog.js";
import { answerJson, startLocalServer } from "../../support/network/localServer.js";
import { metadataOf } from "../../support/tenant/metadataOf.js";

const fields: readonly (keyof AuthorityMetadata)[] = [
  "issuer",
  "authorization_endpoint",
  "token_endpoint",
  "end_session_endpoint",
  "jwks_uri",
];

/** Metadata from a tenant whose document says something else. */
async function metadataWith(changes: Record<string, unknown>): Promise<AuthorityMetadata> {
  const server = await startLocalServer(() => {});
  const authority = `${server.url}/TID`;
  server.answer = answerJson({ ...metadataOf(authority), ...changes });
  const log = createMemoryLog();
  return new AuthorityMetadataSource({ authority, http: new TenantClient(), log }).get();
}

describe.each(fields)("metadata whose %s", (field) => {
  test.each([
    undefined,
    null,
    7,
    "",
    "/TID/oauth2/v2.0/token",
    "javascript:alert(1)",
    "file:///etc/passwd",
    "https://evil.com/TID",
    "http://evil.com/TID",
    "http://login.microsoftonline.com/TID",
    "https://evil.com/.ciamlogin.com",
    "https://contoso.ciamlogin.com.evil.com/TID",
    "https://contoso.ciamlogin.com@evil.com/TID",
    "http://127.0.0.1@evil.com/TID",
    "http://169.254.169.254/metadata",
  ])("is %j is refused", async (value) => {
    await expect(metadataWith({ [field]: value })).rejects.toMatchObject({ code: "metadata_unavailable" });
  });

  test.each(["https://contoso.ciamlogin.com/TID/v2.0", "https://login.microsoftonline.com/{tenantid}/v2.0"])(
    "is %s is taken as it stands",
    async (value) => {
      expect((await metadataWith({ [field]: value }))[field]).toBe(value);
    },
  );
});

describe("an issuer that is not in the form of Entra's", () => {
  test.each(["v2.0INVALID", "v2.0/", "v2.0?x", "v2.0#x", "v1.0", "x/v2.0", ""])(
    "is refused: https://contoso.ciamlogin.com/TID/%s",
    async (path) => {
      const issuer = `https://contoso.ciamlogin.com/TID/${path}`;
      await expect(metadataWith({ issuer })).rejects.toMatchObject({ code: "metadata_unavailable" });
    },
  );
});
