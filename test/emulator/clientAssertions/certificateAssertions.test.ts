import { createPrivateKey, randomUUID, X509Certificate } from "node:crypto";
import { ConfidentialClientApplication } from "@azure/msal-node";
import { decodeJwt, SignJWT } from "jose";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { tenantDomain, tenantId } from "../../../emulator/tenant.js";
import { CertificateAuthority, type ServerCertificate } from "../../support/credentials/certificates.js";
import {
  ada,
  firstApp,
  MsalApp,
  msalAuthority,
  responseOf,
  signIn,
  startTestEmulator,
  typeCredentials,
} from "../../support/emulator/emulatorApps.js";
import { codeFor, tokenRequest } from "../../support/emulator/emulatorTokens.js";
import { proveClient, provenButNoCode, withAssertion } from "../../support/emulator/tokenRequest.js";
import { FormBrowser } from "../../support/visitors/formBrowser.js";

const authority = await CertificateAuthority.create("rsa");
const [certificate, expiredCertificate, strangeCertificate] = await Promise.all([
  authority.issue(),
  authority.issue({ expired: true }),
  authority.issue(),
]);
const app = { ...firstApp, certificates: [expiredCertificate.cert, certificate.cert] };
const { clientId } = app;

let emulator: Awaited<ReturnType<typeof startTestEmulator>>;
beforeAll(async () => {
  emulator = await startTestEmulator([app]);
});
afterAll(() => emulator.close());
afterEach(() => {
  vi.useRealTimers();
});

const now = () => Math.floor(Date.now() / 1000);

function thumbprints({ cert }: ServerCertificate) {
  const { fingerprint, fingerprint256 } = new X509Certificate(cert);
  const [sha1, sha256] = [fingerprint, fingerprint256].map((hex) => hex.replaceAll(":", ""));
  return { sha1: sha1 ?? "", sha256: sha256 ?? "" };
}

function base64url(hex: string): string {
  return Buffer.from(hex, "hex").toString("base64url");
}

/** A good assertion with changes; `undefined` leaves a claim out. */
function assertion(
  changes: Record<string, unknown> = {},
  { by = certificate, header = {} }: { by?: ServerCertificate; header?: object } = {},
): Promise<string> {
  const claims = {
    iss: clientId,
    sub: clientId,
    aud: `${emulator.authority}/oauth2/v2.0/token`,
    jti: randomUUID(),
    nbf: now(),
    exp: now() + 600,
  };
  return new SignJWT({ ...claims, ...changes })
    .setProtectedHeader({ alg: "PS256", "x5t#S256": base64url(thumbprints(by).sha256), ...header })
    .sign(createPrivateKey(by.key));
}

const answerTo = async (proof: string) => proveClient(emulator, withAssertion(clientId, proof));

describe("MSAL signs somebody in with a certificate", () => {
  const { sha1, sha256 } = thumbprints(certificate);

  test.each([
    ["by its SHA-256 thumbprint", { thumbprintSha256: sha256 }],
    [
      "by its SHA-256 thumbprint, with the certificate itself",
      { thumbprintSha256: sha256, x5c: certificate.cert },
    ],
    ["by its SHA-1 thumbprint, as older ones do", { thumbprint: sha1 }],
  ])("%s", async (_way, how) => {
    const msal = new MsalApp(emulator, app, { clientCertificate: { privateKey: certificate.key, ...how } });
    const { tokens } = await signIn(emulator, msal, ada);
    expect(tokens.account?.username).toBe(ada.email);
  });

  test("and, as it sends one assertion until that expires, with the same assertion again", async () => {
    const msal = new ConfidentialClientApplication({
      auth: {
        clientId,
        clientCertificate: { privateKey: certificate.key, thumbprintSha256: sha256 },
        ...(await msalAuthority(emulator)),
      },
    });
    const redirectUri = app.redirectUris[0] ?? "";
    for (const _signIn of [1, 2]) {
      const browser = new FormBrowser(emulator.url);
      const page = await browser.open(
        await msal.getAuthCodeUrl({ scopes: [], redirectUri, responseMode: "form_post" }),
      );
      const { code = "" } = responseOf(await typeCredentials(browser, page, ada.email, ada.password));
      const { account } = await msal.acquireTokenByCode({ code, scopes: [], redirectUri });
      expect(account?.username).toBe(ada.email);
    }
  });
});

test("The access token tells an API that the app proved itself by a certificate", async () => {
  const { client_secret: _secret, ...parameters } = await codeFor(emulator, {
    scope: "openid api://orders/Orders.Read",
  });
  const { body } = await tokenRequest(emulator, {
    ...parameters,
    ...withAssertion(clientId, await assertion()),
  });
  expect(decodeJwt(body.access_token ?? "")).toMatchObject({ azpacr: "2" });
});

describe("An assertion by certificate is taken", () => {
  test.each(["PS256", "RS256"])("with %s", async (alg) => {
    expect(await answerTo(await assertion({}, { header: { alg } }))).toEqual(provenButNoCode);
  });

  test.each([
    ["the token endpoint by the tenant's id", () => `${emulator.url}/${tenantId}/oauth2/v2.0/token`],
    ["the token endpoint by the tenant's domain", () => `${emulator.url}/${tenantDomain}/oauth2/v2.0/token`],
    [
      "the token endpoint by https",
      () => `${emulator.url.replace("http:", "https:")}/${tenantId}/oauth2/v2.0/token`,
    ],
    ["the issuer", () => `http://${tenantId}.localhost:${new URL(emulator.url).port}/${tenantId}/v2.0`],
  ])("for %s", async (_name, aud) => {
    expect(await answerTo(await assertion({ aud: aud() }))).toEqual(provenButNoCode);
  });

  test("with no nbf", async () => {
    expect(await answerTo(await assertion({ nbf: undefined }))).toEqual(provenButNoCode);
  });

  test("from a clock that is four minutes off, and for a day", async () => {
    expect(await answerTo(await assertion({ nbf: now() + 240 }))).toEqual(provenButNoCode);
    expect(await answerTo(await assertion({ exp: now() - 240 }))).toEqual(provenButNoCode);
    expect(await answerTo(await assertion({ exp: now() + 24 * 60 * 60 }))).toEqual(provenButNoCode);
  });
});

describe("An assertion by certificate is refused", () => {
  const unauthorized = (number: number) => ({ status: 401, error: "invalid_client", number });
  const malformed = { status: 400, error: "invalid_request", number: 50027 };

  test("where the certificate is none of the app's", async () => {
    expect(await answerTo(await assertion({}, { by: strangeCertificate }))).toEqual(unauthorized(700027));
  });

  test("where it names no certificate", async () => {
    const header = { "x5t#S256": undefined };
    expect(await answerTo(await assertion({}, { header }))).toEqual(unauthorized(700027));
  });

  test("where it names the SHA-1 thumbprint in the place of the other", async () => {
    const header = { "x5t#S256": base64url(thumbprints(certificate).sha1) };
    expect(await answerTo(await assertion({}, { header }))).toEqual(unauthorized(700027));
  });

  test("where another key than the certificate's has signed it", async () => {
    const header = { "x5t#S256": base64url(thumbprints(certificate).sha256) };
    const forged = await assertion({}, { by: strangeCertificate, header });
    expect(await answerTo(forged)).toEqual(unauthorized(700027));
  });

  test.each(["PS384", "RS512"])("with the algorithm %s", async (alg) => {
    expect(await answerTo(await assertion({}, { header: { alg } }))).toEqual(unauthorized(700027));
  });

  test("with no signature at all", async () => {
    const [, claims] = (await assertion()).split(".");
    const header = { alg: "none", "x5t#S256": base64url(thumbprints(certificate).sha256) };
    const unsigned = `${Buffer.from(JSON.stringify(header)).toString("base64url")}.${claims}.`;
    expect(await answerTo(unsigned)).toEqual(unauthorized(700027));
  });

  test("where the certificate has expired", async () => {
    expect(await answerTo(await assertion({}, { by: expiredCertificate }))).toEqual(unauthorized(1000502));
  });

  test("where the certificate is not valid yet", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2001-01-01") });
    expect(await answerTo(await assertion())).toEqual(unauthorized(1000502));
  });

  test("when it has expired, is not valid yet, or for longer than a day", async () => {
    expect(await answerTo(await assertion({ exp: now() - 310 }))).toEqual(unauthorized(700024));
    expect(await answerTo(await assertion({ nbf: now() + 310 }))).toEqual(unauthorized(700024));
    const tooLong = now() + 24 * 60 * 60 + 310;
    expect(await answerTo(await assertion({ exp: tooLong }))).toEqual(unauthorized(700024));
  });

  test("for another audience", async () => {
    const aud = `${emulator.url}/${tenantId}/oauth2/v2.0/authorize`;
    expect(await answerTo(await assertion({ aud }))).toEqual(unauthorized(700023));
  });

  test("where its subject is not its issuer", async () => {
    expect(await answerTo(await assertion({ sub: randomUUID() }))).toEqual(unauthorized(50048));
  });

  test("where its jti was used by another assertion", async () => {
    const jti = randomUUID();
    expect(await answerTo(await assertion({ jti }))).toEqual(provenButNoCode);
    expect(await answerTo(await assertion({ jti, exp: now() + 601 }))).toEqual(unauthorized(50027));
  });

  test.each(["jti", "exp", "aud", "sub"])("with no %s", async (claim) => {
    expect(await answerTo(await assertion({ [claim]: undefined }))).toEqual(malformed);
  });

  test("with an empty jti, or with a list of audiences, as Entra refuses one", async () => {
    expect(await answerTo(await assertion({ jti: "" }))).toEqual(malformed);
    const aud = [`${emulator.authority}/oauth2/v2.0/token`];
    expect(await answerTo(await assertion({ aud }))).toEqual(malformed);
  });

  test("for another app, even where that has the same certificate", async () => {
    const other = { ...app, clientId: randomUUID() };
    const both = await startTestEmulator([app, other]);
    const aud = `${both.authority}/oauth2/v2.0/token`;
    const good = await assertion({ aud });
    expect(await proveClient(both, withAssertion(other.clientId, good))).toEqual(unauthorized(700211));
    expect(await proveClient(both, withAssertion(clientId, good))).toEqual(provenButNoCode);
    await both.close();
  });
});

test("A jti that an app has used is free for others", async () => {
  const other = { ...app, clientId: randomUUID() };
  const both = await startTestEmulator([app, other]);
  const jti = randomUUID();
  for (const id of [clientId, other.clientId]) {
    const aud = `${both.authority}/oauth2/v2.0/token`;
    const proof = withAssertion(id, await assertion({ aud, jti, iss: id, sub: id }));
    expect(await proveClient(both, proof)).toEqual(provenButNoCode);
  }
  await both.close();
});

test("What is no certificate cannot be registered", async () => {
  await expect(startTestEmulator([{ ...app, certificates: ["not PEM"] }])).rejects.toThrow();
});
