import * as z from "zod";
import type { Step } from "../Step.js";
import {
  findOwnUserFlows,
  includedApplications,
  tieUserFlow,
  type UserFlow,
} from "../userFlow/tieUserFlow.js";

interface UserFlowsSought {
  readonly name: string;
  /** The client id of the application; undefined if it has gone. */
  readonly appId: string | undefined;
}

/** A user flow that Configure has made. */
export interface FoundUserFlow extends UserFlow {
  /** True if it is for the application. */
  readonly included: boolean;
  /** How many other applications it is for. */
  readonly others: number;
}

/** Finds the user flows that Configure has made for an app. */
export const findUserFlows: Step<UserFlowsSought, readonly FoundUserFlow[]> = {
  title: "User flows",
  doing: "looking for those that npm run configure has made",
  permissions: tieUserFlow.permissions,
  roles: tieUserFlow.roles,
  async run({ name, appId }, { graph }) {
    const found: FoundUserFlow[] = [];
    for (const flow of await findOwnUserFlows(name, graph)) {
      const applications = await graph.list(includedApplications(flow.id), z.object({ appId: z.string() }));
      const included = applications.some((one) => one.appId === appId);
      found.push({ ...flow, included, others: applications.length - (included ? 1 : 0) });
    }
    return { done: `found ${found.length}`, result: found };
  },
};
