import { X509Certificate } from "node:crypto";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { jwtVerify } from "jose";
import { describe, expect, test } from "vitest";
import { createClientCertificate } from "../../support/credentials/clientCertificate.js";
import { answerJson, startLocalServer } from "../../support/network/localServer.js";
import { temporaryFolder } from "../../support/process/temporaryFolder.js";
import { accessToken, clientId, granted, objectId, signInApplicationAt } from "./signInApplicationAt.js";

const secret = "the-secret-of-the-administration-app";

async function certificateFile(part: "both" | "certificate" = "both") {
  const { cert, key } = await createClientCertificate();
  const file = path.join(temporaryFolder(), "admin.pem");
  writeFileSync(file, part === "both" ? cert + key : cert);
  return { file, certificate: new X509Certificate(cert) };
}

/** The endpoint at which a run of GitHub Actions gets its tokens. */
async function startGitHub(answer = answerJson({ value: "the-token-of-github" })) {
  const asked: (string | undefined)[] = [];
  const server = await startLocalServer((request, response) => {
    asked.push(request.headers.authorization);
    answer(request, response);
  });
  const environment = {
    ACTIONS_ID_TOKEN_REQUEST_URL: `${server.url}/token?api-version=2.0`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: "the-token-of-the-run",
  };
  return { environment, asked, requests: server.requests };
}

describe("An administration application proves its identity", () => {
  test("by the secret in ADMIN_CLIENT_SECRET", async () => {
    const { administrator, body, lines } = await signInApplicationAt(granted, {
      environment: { ADMIN_CLIENT_SECRET: secret },
    });
    expect(administrator).toEqual({ accessToken, objectId });
    expect(Object.fromEntries(body ?? [])).toMatchObject({
      client_id: clientId,
      client_secret: secret,
      grant_type: "client_credentials",
      scope: expect.stringContaining("https://graph.microsoft.com/.default"),
    });
    expect(lines).toEqual(["Sign-in: as the administration application", "  done"]);
  });

  test("by the certificate of --admin-certificate, whose key it keeps", async () => {
    const { file, certificate } = await certificateFile();
    const { administrator, body, tokenEndpoint } = await signInApplicationAt(granted, {
      certificateFile: file,
    });
    expect(administrator).toEqual({ accessToken, objectId });
    const assertion = body?.get("client_assertion") ?? "";
    // MSAL rounds the second at which an assertion begins to be good.
    const options = { audience: tokenEndpoint, clockTolerance: 1 };
    const { payload } = await jwtVerify(assertion, certificate.publicKey, options);
    expect(payload).toMatchObject({ iss: clientId, sub: clientId });
    expect(body?.has("client_secret")).toBe(false);
  });

  test("by the token of GitHub Actions, for Entra's audience", async () => {
    const { environment, asked, requests } = await startGitHub();
    const { administrator, body } = await signInApplicationAt(granted, { environment });
    expect(administrator).toEqual({ accessToken, objectId });
    expect(body?.get("client_assertion")).toBe("the-token-of-github");
    expect(asked).toEqual(["Bearer the-token-of-the-run"]);
    expect(requests).toEqual(["GET /token?api-version=2.0&audience=api%3A%2F%2FAzureADTokenExchange"]);
  });

  test("by its secret, if GitHub Actions would give a token too", async () => {
    const { environment, requests } = await startGitHub();
    await signInApplicationAt(granted, { environment: { ...environment, ADMIN_CLIENT_SECRET: secret } });
    expect(requests).toEqual([]);
  });
});

describe("Nobody is asked, and the command says why, if", () => {
  test.each([
    [
      "there is no credential",
      {},
      "--app-only has no credential: give a certificate with --admin-certificate",
    ],
    [
      "there are two",
      { certificateFile: "admin.pem", environment: { ADMIN_CLIENT_SECRET: secret } },
      "--admin-certificate and ADMIN_CLIENT_SECRET are two credentials: give one.",
    ],
    [
      "the file is missing",
      { certificateFile: "/nowhere/admin.pem" },
      "The file of --admin-certificate cannot be read: /nowhere/admin.pem.",
    ],
  ])("%s", async (_case, given, told) => {
    const { message, bodies } = await signInApplicationAt(granted, given);
    expect(message).toContain(told);
    expect(bodies).toEqual([]);
  });

  test("the file has no private key", async () => {
    const { file } = await certificateFile("certificate");
    const { message, bodies } = await signInApplicationAt(granted, { certificateFile: file });
    expect(message).toContain(`--admin-certificate (${file}) has no private key that can be read`);
    expect(message).toContain("ADMIN_CERTIFICATE_PASSWORD");
    expect(bodies).toEqual([]);
  });

  test.each([
    ["refuses", answerJson({ message: "the-token-of-the-run is not allowed" }, 403)],
    ["answers without a token", answerJson({})],
  ])("GitHub %s", async (_case, answer) => {
    const { environment } = await startGitHub(answer);
    const { message, bodies } = await signInApplicationAt(granted, { environment });
    expect(message).toBe("GitHub gave no token: the workflow needs the permission id-token: write.");
    expect(bodies).toEqual([]);
  });
});

describe("If Entra refuses an administration application, the command says what to do:", () => {
  test.each([
    ["invalid_client", 7000215, "ADMIN_CLIENT_SECRET is not the secret of the administration application"],
    ["invalid_client", 7000222, "The secret in ADMIN_CLIENT_SECRET has expired"],
    ["invalid_client", 700027, "Entra does not know the certificate of --admin-certificate"],
    ["unauthorized_client", 700016, "Entra does not know the administration application in this tenant"],
    ["invalid_request", 70021, "add one with the issuer, the subject (repository and branch or environment)"],
    ["invalid_client", 700213, "does not trust this GitHub workflow"],
    ["invalid_request", 90002, "Entra does not know this tenant: correct --tenant-id"],
    ["access_denied", 53003, "Conditional Access for workload identities forbids this sign-in"],
    ["invalid_client", 7009999, "https://login.microsoftonline.com/error?code=7009999 says why"],
  ])("%s, AADSTS%i", async (error, number, told) => {
    const description = `AADSTS${number}: ${secret} is wrong. Trace ID: x`;
    const refusal = answerJson({ error, error_description: description, error_codes: [number] }, 401);
    const { message, lines } = await signInApplicationAt(refusal, {
      environment: { ADMIN_CLIENT_SECRET: secret },
    });
    expect(message).toContain(told);
    expect([message, ...lines].join("\n")).not.toContain(secret);
    expect(lines.at(-1)).toBe("  failed");
  });

  test("a token that does not say whose it is", async () => {
    const opaque = answerJson({ token_type: "Bearer", expires_in: 3600, access_token: "opaque-token" });
    const { message } = await signInApplicationAt(opaque, { environment: { ADMIN_CLIENT_SECRET: secret } });
    expect(message).toContain("does not say which service principal");
    expect(message).not.toContain("opaque-token");
  });
});
