import type { GenerateKeyPairResult } from "jose";
import type { EmulatorClient } from "./applications/client.js";
import type { TenantConfiguration } from "./configuration/configurationSchema.js";
import type { ShownUser } from "./directory/shownUsers.js";
import type { EmulatorLog } from "./log.js";
import type { Faults } from "./steering/faults/faults.js";
import type { TokenOptions } from "./tokens/tokenOptions.js";

export interface EmulatorAppOptions {
  readonly log: EmulatorLog;
  /** Seconds between the questions of a device whether somebody has signed in. */
  readonly pollingInterval?: number;
  readonly tokens?: TokenOptions;
}

/** How an emulator serves https. */
export interface HttpsOptions {
  /** True if it also answers under the tenant's names at `ciamlogin.com`, and signs as an issuer there. */
  readonly ciamlogin?: boolean;
  /** Where the authorities of its certificates are kept; by default a folder of the person's own. */
  readonly folder?: string;
}

export interface EmulatorOptions extends EmulatorAppOptions {
  /** What is in the tenant, in the words of an `emulator.json`. */
  readonly configuration?: TenantConfiguration;
  /** The path of an `emulator.json`, which takes effect again when it changes. */
  readonly configurationFile?: string;
  /** Web apps that are registered in the tenant, beside those of its configuration. */
  readonly clients?: readonly EmulatorClient[];
  /** Signs in place of a new one, whose making takes longer than all else of a start. */
  readonly signingKey?: GenerateKeyPairResult;
  /** Makes the object ids and passcodes that nobody has configured the same at every start. */
  readonly seed?: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** Serves https in place of http; `{}` does so with all as it is by default. */
  readonly https?: HttpsOptions;
}

/** A running emulator. */
export interface Emulator {
  readonly url: string;
  readonly authority: string;
  /** Where clients that know nothing of authorities find the discovery document, at another host. */
  readonly issuer: string;
  /** The authority at Entra's own host, if it answers there, for whoever maps the name to this machine. */
  readonly ciamlogin?: string;
  readonly users: readonly ShownUser[];
  /** What is to go wrong. */
  readonly faults: Faults;
  /** With https: the file of the certificate that clients have to trust, and whether it has just been made. */
  readonly root?: { readonly file: string; readonly isNew: boolean };
  /** Ends its connections too, the idle ones that browsers and agents keep open among them. */
  close(): Promise<void>;
}
