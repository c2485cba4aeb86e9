import { writeFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import { createServer } from "node:https";
import path from "node:path";
import { onTestFinished } from "vitest";
import { startConnectProxy } from "../../network/connectProxy.js";
import { keepAliveTimeout } from "../../network/keepAliveTimeout.js";
import { listenUntilTestEnds } from "../../network/localServer.js";
import { temporaryFolder } from "../../process/temporaryFolder.js";
import { CertificateAuthority } from "../certificates.js";

/** A secret as Azure Key Vault keeps it; a certificate is one too, with its content type. */
export interface VaultSecret {
  readonly value: string;
  readonly contentType?: string;
}

/** A key vault named contoso. Only a program that is started with `environment` finds it under its real name. */
export interface KeyVault {
  readonly url: string;
  readonly environment: Readonly<Record<string, string>>;
}

const host = "contoso.vault.azure.net";

/** That of the vault and its authority's, for all tests, because making them takes long. */
const authority = await CertificateAuthority.create();
const certificate = await authority.issue({ host });

/**
 * Starts one that stops when the test ends. It gives its secrets to whoever has a token that `accepts` takes. In place of a
 * secret it can have another answer.
 *
 * @see https://learn.microsoft.com/rest/api/keyvault/secrets/get-secret/get-secret
 */
export async function startKeyVault(
  secrets: Readonly<Record<string, VaultSecret | RequestListener>>,
  accepts: (token: string) => boolean,
): Promise<KeyVault> {
  return serveAsKeyVault((request, response) => {
    const answer = (status: number, body: object, headers = {}) =>
      response
        .writeHead(status, { "Content-Type": "application/json", ...headers })
        .end(JSON.stringify(body));
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
    if (!accepts(token)) {
      const challenge =
        'Bearer authorization="https://login.windows.net/6f4d2c1a-9b3e-4c57-8a60-d1e2f3a4b5c6", resource="https://vault.azure.net"';
      const error = { code: "Unauthorized", message: "The request has no token of this vault." };
      answer(401, { error }, { "WWW-Authenticate": challenge });
      return;
    }
    const name = /^\/secrets\/([^/?]+)\/?\?api(?:-|%2D)version=/.exec(request.url ?? "")?.[1] ?? "";
    const secret = secrets[name];
    if (!secret) {
      const message = `A secret with (name/id) ${name} was not found in this key vault.`;
      answer(404, { error: { code: "SecretNotFound", message } });
      return;
    }
    if (typeof secret === "function") {
      secret(request, response);
      return;
    }
    answer(200, {
      ...secret,
      id: `https://${host}/secrets/${name}/0123456789abcdef0123456789abcdef`,
      attributes: { enabled: true, created: 1_790_000_000, updated: 1_790_000_000 },
    });
  });
}

/** Answers as the key vault named contoso, until the test ends. */
export async function serveAsKeyVault(listener: RequestListener): Promise<KeyVault> {
  const server = createServer({ ...certificate, keepAliveTimeout }, listener);
  const port = await listenUntilTestEnds(server);
  const proxy = await startConnectProxy();
  onTestFinished(() => proxy.close());
  const authorityFile = path.join(temporaryFolder(), "authority.pem");
  writeFileSync(authorityFile, authority.certificate);
  return {
    url: `https://${host}:${port}/`,
    environment: {
      HTTPS_PROXY: proxy.url,
      NO_PROXY: "localhost,127.0.0.1",
      NODE_EXTRA_CA_CERTS: authorityFile,
    },
  };
}
