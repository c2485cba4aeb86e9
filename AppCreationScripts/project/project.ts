import path from "node:path";
import type { Output } from "../terminal/output.js";
import { type ClientCertificate, ensureClientCertificate } from "./clientCertificate.js";
import { openEnvironmentFile } from "./environmentFile.js";
import { parseVariables, setVariables, type Variables } from "./environmentText.js";
import type { CreateKeyPair } from "./keyPair.js";
import { type ProjectRemoval, projectRemovals } from "./projectRemovals.js";

/** What a command keeps in the project's folder. */
export interface Project {
  /** What `.env` says, or `.env.sample` if there is none. */
  readonly variables: Variables;
  /** Sets variables in `.env`, as what it says at that moment asks for, and tells what it did. */
  save(settings: (current: Variables) => Variables): Promise<void>;
  /** Returns the application's certificate, whose key is in a file; makes one if there is none that is good. */
  certificate(appId: string, isRegistered: (der: string) => boolean): Promise<ClientCertificate>;
  /** Returns what is of no use without the application, which has these certificates (DER in base64). */
  removals(appId: string, certificates: readonly string[]): Promise<readonly ProjectRemoval[]>;
}

/** What opening the project takes. */
export interface ProjectTools {
  /** The folder of `.env`. */
  readonly projectFolder: string;
  /** The file that stands for `.env`; undefined if `.env` is meant. */
  readonly settingsFile?: string | undefined;
  readonly output: Output;
  readonly createKeyPair: CreateKeyPair;
}

/** The project in a folder. */
export async function openProject({
  projectFolder: folder,
  settingsFile,
  output,
  createKeyPair,
}: ProjectTools): Promise<Project> {
  const { text } = await openEnvironmentFile(folder, settingsFile);
  const name = settingsFile === undefined ? ".env" : path.basename(settingsFile);
  let written: string | undefined;
  return {
    variables: parseVariables(text),
    async save(settings) {
      const file = await openEnvironmentFile(folder, settingsFile);
      const changed = setVariables(file.text, settings(parseVariables(file.text)));
      // What this run has written itself is nothing to keep.
      const saved = await file.write(changed, file.text === written ? "lost" : "saved");
      written = changed;
      if (changed !== file.text) {
        output.line(`  ${name} is written${saved ? `, and the old one is ${saved}` : ""}`);
      }
    },
    certificate: (appId, isRegistered) => ensureClientCertificate(folder, appId, isRegistered, createKeyPair),
    removals: (appId, certificates) => projectRemovals(folder, appId, certificates),
  };
}
