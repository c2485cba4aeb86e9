import type { Graph } from "../../graph/Graph.js";
import { GraphError } from "../../graph/GraphError.js";
import type { ProjectRemoval } from "../../project/projectRemovals.js";
import type { Step, StepNeeds, StepTools } from "../Step.js";
import { includedApplications, userFlows } from "../userFlow/tieUserFlow.js";
import type { FoundApplication } from "./findRegistration.js";
import type { FoundUserFlow } from "./findUserFlows.js";

/** Something to be removed. */
export interface Removal extends Step<undefined, undefined> {
  /** What is removed, for those who decide. */
  readonly what: string;
}

/**
 * What has to be removed, in this order. The application goes last: as long as it is there, the next run finds whatever
 * this one has left. With the service principals go the permissions that were granted.
 */
export function removalsOf(
  { application, servicePrincipal }: FoundApplication,
  ordersApi: FoundApplication,
  flows: readonly FoundUserFlow[],
  files: readonly ProjectRemoval[],
): readonly Removal[] {
  const removals: Removal[] = [];
  for (const { id, displayName, included, others } of flows) {
    if (others === 0) {
      removals.push(removal("user flow", displayName, `${userFlows}/${id}`, userFlowNeeds));
    } else if (included) {
      const what = `${displayName}, which is for other applications too: only this application is taken out`;
      const path = `${includedApplications(id)}/${application?.appId}`;
      removals.push(removal("user flow", what, path, userFlowNeeds));
    }
  }
  removals.push(...principalRemovals(ordersApi));
  if (ordersApi.application) {
    const { id, appId, displayName } = ordersApi.application;
    removals.push(removal("API", `${displayName}, ${appId}`, `/applications/${id}`, applicationNeeds));
  }
  removals.push(...principalRemovals({ servicePrincipal }));
  removals.push(...files.map(fileRemoval));
  if (application) {
    const { id, appId, displayName } = application;
    const what = `${displayName}, ${appId}, with its secrets and certificates`;
    removals.push(removal("application", what, `/applications/${id}`, applicationNeeds));
  }
  return removals;
}

type Needs = Omit<StepNeeds, "title">;

const userFlowNeeds: Needs = {
  permissions: ["EventListener.ReadWrite.All"],
  roles: ["External ID User Flow Administrator"],
};

const applicationNeeds: Needs = {
  permissions: ["Application.ReadWrite.All"],
  roles: ["Cloud Application Administrator"],
};

function principalRemovals({ servicePrincipal }: Pick<FoundApplication, "servicePrincipal">) {
  return servicePrincipal
    ? [
        removal(
          "service principal",
          servicePrincipal.id,
          `/servicePrincipals/${servicePrincipal.id}`,
          applicationNeeds,
        ),
      ]
    : [];
}

/** Files of one's own need no privilege. */
function fileRemoval({ kind, which, run }: ProjectRemoval): Removal {
  return removalStep(kind, which, { permissions: [], roles: [] }, run);
}

function removal(kind: string, which: string, path: string, needs: Needs): Removal {
  return removalStep(kind, which, needs, ({ graph }) => remove(path, graph));
}

function removalStep(
  kind: string,
  which: string,
  needs: Needs,
  run: (tools: StepTools) => Promise<string>,
): Removal {
  return {
    what: `${kind.padEnd(17)}  ${which}`,
    title: "Removal",
    doing: `taking away the ${kind}`,
    ...needs,
    async run(_given, tools) {
      return { done: await run(tools), result: undefined };
    },
  };
}

async function remove(path: string, graph: Graph): Promise<string> {
  try {
    await graph.delete(path);
    return "removed";
  } catch (error) {
    if (error instanceof GraphError && error.status === 404) {
      return "was gone already";
    }
    throw error;
  }
}
