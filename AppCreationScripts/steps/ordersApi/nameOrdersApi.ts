import type { Step } from "../Step.js";
import { whenReplicated } from "../whenReplicated.js";
import type { OrdersApi } from "./registerOrdersApi.js";

/** The Application ID URI of an API, with which the names of its scopes begin. */
export function applicationIdUri(appId: string): string {
  return `api://${appId}`;
}

/** Gives the orders API the name by which apps ask for its scopes (Graph: identifierUris). */
export const nameOrdersApi: Step<OrdersApi, undefined> = {
  title: "Application ID URI",
  doing: "naming the API by its client id",
  permissions: ["Application.ReadWrite.All"],
  roles: ["Application Developer", "Cloud Application Administrator"],
  async run({ id, appId, identifierUris, isNew }, { graph, wait }) {
    const uri = applicationIdUri(appId);
    if (identifierUris.includes(uri)) {
      return { done: `found ${uri}`, result: undefined };
    }
    const changes = { identifierUris: [...identifierUris, uri] };
    await whenReplicated(isNew, wait, () => graph.patch(`/applications/${id}`, changes));
    return { done: `made ${uri}`, result: undefined };
  },
};
