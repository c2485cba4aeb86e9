import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { clouds } from "../../AppCreationScripts/clouds.js";
import { registrationPermissions } from "../../AppCreationScripts/registerApp.js";
import { projectWithTenant } from "../powershell/scriptProject.js";
import { serveAsKeyVault } from "../support/credentials/azure/keyVault.js";
import { startFakeGraph } from "../support/graph/fakeGraph.js";
import { createFakeKeyVault } from "../support/keyVault/fakeKeyVault.js";
import { temporaryFolder } from "../support/process/temporaryFolder.js";

/** What stands for azd: it notes what it is asked for, and is signed in to the tenant of the vault's subscription. */
const azd = (folder: string, accessToken: string) => `#!/bin/sh
printf '%s\\n' "$*" >>'${folder}/calls'
if [ "$1 $2" = 'auth token' ]; then
  [ -e '${folder}/signed-out' ] && exit 1
  printf '{"token":"${accessToken}","expiresOn":"2099-01-01T00:00:00Z"}'
fi
`;

/** An external tenant, a key vault in another one, a project, and azd with an environment. */
export async function startHookTenant() {
  const graph = await startFakeGraph();
  const vault = createFakeKeyVault();
  const served = await serveAsKeyVault(vault.listener);
  const project = projectWithTenant(graph, graph.tokenFor(registrationPermissions(clouds.Global)));
  const [folder, temporary] = [temporaryFolder(), temporaryFolder()];
  mkdirSync(path.join(folder, "bin"));
  const program = path.join(folder, "bin/azd");
  writeFileSync(program, azd(folder, vault.accessToken));
  chmodSync(program, 0o755);
  return {
    graph,
    vault,
    project,
    /** Where the hook has had its files. */
    temporary,
    hook: (name: string) => path.join(project, "infra/hooks", name),
    signOut: () => writeFileSync(path.join(folder, "signed-out"), ""),
    /** What azd was asked for, but for tokens. */
    azdCalls: () => callsIn(folder).filter((call) => !call.startsWith("auth token")),
    tokenCalls: () => callsIn(folder).filter((call) => call.startsWith("auth token")),
    /** The hook's environment: azd's, and what leads to the vault. */
    environment: {
      ...served.environment,
      PATH: `${path.join(folder, "bin")}:${process.env.PATH}`,
      TMPDIR: temporary,
      APP_URL: "https://app.example.com",
      KEY_VAULT_URL: served.url,
      CERTIFICATE_NAME: "client-certificate",
      TENANT_SUBDOMAIN: "contoso",
    },
  };
}

function callsIn(folder: string): readonly string[] {
  const file = path.join(folder, "calls");
  return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
}

export type HookTenant = Awaited<ReturnType<typeof startHookTenant>>;
