import { expect, test } from "vitest";
import { parseVariables } from "../../../../AppCreationScripts/project/environmentText.js";
import { projectFile } from "../../../support/process/startServer.js";
import { runProgram, typeScript } from "../../runProgram.js";
import { startTestTenant } from "../../testTenant.js";

/** The number of the call that makes the secret, in a tenant that has nothing. */
const secretCall = 8;

test("npm run configure that is interrupted leaves no secret that nobody knows", async () => {
  const { graph, folder, accessToken, read } = await startTestTenant();
  graph.failCall(secretCall, 429);
  const parts = {
    cloud: { graphOrigin: graph.url, signInOrigin: "", adminCenter: "", externalTenants: true },
    projectFolder: folder,
  };
  const module = (file: string) => JSON.stringify(projectFile(`AppCreationScripts/${file}.ts`));
  // It waits once, when Graph is too busy to make the secret.
  const program = `
    import { createOutput } from ${module("terminal/output")};
    import { parseConfigureOptions } from ${module("commandLine/parseOptions")};
    import { registerApp } from ${module("registerApp")};
    await registerApp(parseConfigureOptions(["--tenant-id", "contoso.onmicrosoft.com"]), {
      ...${JSON.stringify(parts)},
      signIn: async () => (${JSON.stringify({ accessToken, objectId: graph.administratorId })}),
      output: createOutput(process.stdout),
      wait: async () => process.kill(process.pid, "SIGINT"),
      confirm: undefined,
    });`;
  const { signal, errors } = await runProgram({
    command: typeScript("--input-type=module", "--eval", program),
  });
  expect({ signal, errors }).toEqual({ signal: "SIGINT", errors: "" });
  expect(graph.requests).toHaveLength(secretCall + 1);
  const [secret] = graph.applications[0]?.passwordCredentials ?? [];
  expect(parseVariables(read(".env")).CLIENT_SECRET).toBe(secret?.secretText);
});
