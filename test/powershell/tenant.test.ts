import { describe, expect, test } from "vitest";
import { clouds } from "../../AppCreationScripts/clouds.js";
import { registrationPermissions } from "../../AppCreationScripts/registerApp.js";
import { type FakeGraph, startFakeGraph } from "../support/graph/fakeGraph.js";
import { promptIn } from "./prompt.js";
import { projectWithTenant } from "./scriptProject.js";

let graph: FakeGraph | undefined;

const typed = promptIn(async () => {
  graph = await startFakeGraph();
  return projectWithTenant(graph, graph.tokenFor(registrationPermissions(clouds.Global)));
});

const parameters = "-TenantId contoso.onmicrosoft.com -Name 'The app'";
const configure = `./AppCreationScripts/Configure.ps1 ${parameters}`;
const cleanup = `./AppCreationScripts/Cleanup.ps1 ${parameters}`;

describe("In a tenant, one line after the other,", () => {
  test(
    "a dry run writes nothing",
    typed(`${configure} -WhatIf; Test-Path .env`, ({ output, errors, exitCode }) => {
      expect({ errors, exitCode }).toEqual({ errors: [], exitCode: 0 });
      expect(output).toContain("This is a dry run: nobody is called and nothing is written.");
      expect(output.at(-1)).toBe("False");
    }),
  );

  test(
    "Configure.ps1 registers the app and writes .env",
    typed(`${configure}; Test-Path .env`, ({ output, errors, exitCode }) => {
      expect({ errors, exitCode }).toEqual({ errors: [], exitCode: 0 });
      expect(output).toContain("The app is registered in contoso.onmicrosoft.com.");
      expect(output.at(-1)).toBe("True");
    }),
  );

  test(
    "Cleanup.ps1 removes nothing if it cannot ask",
    typed(cleanup, ({ output, errors, exitCode }) => {
      const sentence =
        "Nobody can be asked without a terminal. With --yes the command removes without asking.";
      expect({ output, errors, exitCode }).toEqual({ output: [], errors: [sentence], exitCode: 1 });
    }),
  );

  test(
    "Cleanup.ps1 removes the app that was registered",
    typed(`${cleanup} -Yes`, ({ output, errors, exitCode }) => {
      expect({ errors, exitCode }).toEqual({ errors: [], exitCode: 0 });
      expect(output).toContain("The app is removed.");
      const made = graph?.requests.filter(
        ({ method, path }) => method === "POST" && /\/applications$/.test(path),
      );
      expect(made).toMatchObject([{ body: { displayName: "The app" } }]);
      expect(graph?.applications).toEqual([]);
    }),
  );
});
