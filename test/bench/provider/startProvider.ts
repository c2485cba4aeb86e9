import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { Agent, request } from "node:https";
import { tmpdir } from "node:os";
import path from "node:path";
import * as z from "zod";
import { CertificateAuthority } from "../../support/credentials/certificates.js";
import { type Answer, answerTo } from "../load/answer.js";
import { MeasuredProcess, typeScript } from "../process/measuredProcess.js";

/** The one tenant of all apps, and an API of it, in a process of their own. */
export interface Provider {
  /** The settings that name the tenant, and make Node.js trust it. */
  readonly settings: { readonly AUTHORITY: string; readonly NODE_EXTRA_CA_CERTS: string };
  /** Where the API is that takes the access tokens of the tenant. */
  readonly ordersApi: string;
  /** Where a collector of telemetry is. */
  readonly collector: string;
  /** Signs a person in at the address that an app has sent the browser to. */
  signIn(authorizationUrl: string, person: number): Promise<Answer>;
  /** Makes apps in this process trust the tenant. */
  trust(): void;
  close(): Promise<void>;
}

const addresses = z.object({ authority: z.string(), ordersApi: z.string(), collector: z.string() });

/** Starts the tenant, which ends with `stop`. */
export async function startProvider(stop: AbortSignal): Promise<Provider> {
  const folder = mkdtempSync(path.join(tmpdir(), "bench-"));
  const program = typeScript(path.join(import.meta.dirname, "provider.ts"));
  const tenant = new MeasuredProcess({ program, environment: {}, underLoad: false, stop });
  async function close(): Promise<void> {
    await tenant.close();
    rmSync(folder, { recursive: true });
  }
  try {
    const [authority] = await Promise.all([CertificateAuthority.create(), tenant.nextMessage()]);
    const agent = new Agent({ keepAlive: true, ca: authority.certificate });
    const certificateFile = path.join(folder, "authority.pem");
    writeFileSync(certificateFile, authority.certificate);
    const started = addresses.parse(await tenant.ask(await authority.issue()));
    return {
      settings: { AUTHORITY: started.authority, NODE_EXTRA_CA_CERTS: certificateFile },
      ordersApi: started.ordersApi,
      collector: started.collector,
      signIn: (authorizationUrl, person) =>
        answerTo(request(`${authorizationUrl}&person=${person}`, { agent, signal: stop })),
      trust: () => authority.trust(),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
