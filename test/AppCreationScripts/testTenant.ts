import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Cloud, clouds } from "../../AppCreationScripts/clouds.js";
import {
  parseCleanupOptions,
  parseConfigureOptions,
} from "../../AppCreationScripts/commandLine/parseOptions.js";
import { registerApp, registrationPermissions } from "../../AppCreationScripts/registerApp.js";
import { removeApp } from "../../AppCreationScripts/removeApp.js";
import type { CommandTools } from "../../AppCreationScripts/session/commandTools.js";
import { type FakeGraph, type FakeGraphOptions, startFakeGraph } from "../support/graph/fakeGraph.js";
import { projectFile } from "../support/process/startServer.js";
import { temporaryFolder } from "../support/process/temporaryFolder.js";
import { nextKeyPair } from "./keyPairs.js";
import { createMemoryOutput } from "./terminal/memoryOutput.js";

/** A tenant, an administrator of it, and a project with the sample of `.env`. */
export interface TestTenant {
  readonly graph: FakeGraph;
  readonly folder: string;
  /** What the commands have printed. */
  readonly lines: string[];
  /** How long the commands have waited, in milliseconds, without waiting. */
  readonly waits: number[];
  /** A token with which a sign-in of the test's own lets the commands do everything. */
  readonly accessToken: string;
  /** The tokens that the commands have had; never to be seen. */
  readonly accessTokens: readonly string[];
  configure(...commandLine: readonly string[]): Promise<void>;
  cleanup(...commandLine: readonly string[]): Promise<void>;
  /** The text of a file of the project. */
  read(file: string): string;
  write(file: string, text: string): void;
  has(file: string): boolean;
  /** The names of the project's files. */
  files(): readonly string[];
}

interface TestTenantOptions extends FakeGraphOptions {
  readonly cloud?: Partial<Cloud>;
  readonly tools?: Partial<CommandTools>;
}

/** Starts a tenant that ends with the test. */
export async function startTestTenant({
  cloud,
  tools,
  ...options
}: TestTenantOptions = {}): Promise<TestTenant> {
  const graph = await startFakeGraph(options);
  const folder = temporaryFolder();
  copyFileSync(projectFile(".env.sample"), path.join(folder, ".env.sample"));
  const output = createMemoryOutput();
  const waits: number[] = [];
  const accessToken = graph.tokenFor(registrationPermissions(clouds.Global));
  const accessTokens: string[] = [];
  const parts: CommandTools = {
    cloud: { ...clouds.Global, graphOrigin: graph.url, ...cloud },
    // The administrator lets the command do what it asks for, and no more.
    async signIn({ permissions }) {
      const given = graph.tokenFor(permissions);
      accessTokens.push(given);
      return { accessToken: given, objectId: graph.administratorId };
    },
    openKeyVault: async () => {
      throw new Error("This tenant's test has no key vault.");
    },
    output,
    projectFolder: folder,
    createKeyPair: nextKeyPair,
    wait: async (milliseconds) => waits.push(milliseconds),
    confirm: undefined,
    ...tools,
  };
  const named = ["--tenant-id", "contoso.onmicrosoft.com"];
  return {
    graph,
    folder,
    lines: output.lines,
    waits,
    accessToken,
    accessTokens,
    configure: (...commandLine) => registerApp(parseConfigureOptions([...named, ...commandLine]), parts),
    cleanup: (...commandLine) => removeApp(parseCleanupOptions([...named, ...commandLine]), parts),
    read: (file) => readFileSync(path.join(folder, file), "utf8"),
    write: (file, text) => writeFileSync(path.join(folder, file), text),
    has: (file) => existsSync(path.join(folder, file)),
    files: () => readdirSync(folder).sort(),
  };
}
