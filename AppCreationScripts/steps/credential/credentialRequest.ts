import type { CredentialSetting } from "../../project/appSettings.js";
import type { Project } from "../../project/project.js";
import type { RegisteredApp } from "../application/registerApplication.js";

/** Asks for a credential with which the app proves its identity. */
export interface CredentialRequest {
  readonly application: RegisteredApp;
  readonly project: Project;
  /** Writes the settings of the app with this credential; without one, that of `.env` stays. */
  readonly save: (credential: CredentialSetting | undefined) => Promise<void>;
}

export interface Credential {
  /** What it is, in a word or two. */
  readonly kind: string;
  readonly expires: Date;
}
