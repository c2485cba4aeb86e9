import { findApplication } from "../application/findApplication.js";
import { type Application, createdApplication, makeApplication } from "../application/makeApplication.js";
import { type Requester, requireOwner } from "../application/owners.js";
import { ordersApiTag } from "../application/registrationTag.js";
import type { Step } from "../Step.js";
import { ordersApiOf } from "./ordersApi.js";
import { existingOrdersApi, ordersApiChanges } from "./ordersApiChanges.js";

interface OrdersApiRequest extends Requester {
  /** The app's name. */
  readonly name: string;
}

/** The application that the orders API is. */
export interface OrdersApi extends Application {
  readonly identifierUris: readonly string[];
  readonly scopes: readonly { readonly id: string; readonly value?: string | null | undefined }[];
}

const foundOrdersApi = createdApplication.extend({
  displayName: createdApplication.shape.id,
  ...existingOrdersApi.shape,
});

/** Makes the orders API's application, or completes the one that has the tag (Graph: application, apiApplication). */
export const registerOrdersApi: Step<OrdersApiRequest, OrdersApi> = {
  title: "Orders API",
  doing: "registering the API",
  permissions: ["Application.ReadWrite.All"],
  roles: ["Application Developer", "Cloud Application Administrator"],
  async run(request, tools) {
    const { graph } = tools;
    const wanted = ordersApiOf(request.name);
    const find = () =>
      findApplication({ ...request, tag: ordersApiTag(request.name) }, graph, foundOrdersApi);
    const found = await find();
    if (!found) {
      const { id, appId } = await makeApplication(wanted, find, tools);
      const scopes = wanted.api.oauth2PermissionScopes;
      return { done: `made ${appId}`, result: { id, appId, identifierUris: [], scopes, isNew: true } };
    }
    await requireOwner(found, request, graph);
    const { id, appId, identifierUris } = found;
    const changes = ordersApiChanges(found, wanted);
    const changed = Object.keys(changes);
    if (changed.length > 0) {
      await graph.patch(`/applications/${id}`, changes);
    }
    const scopes = changes.api?.oauth2PermissionScopes ?? found.api.oauth2PermissionScopes;
    return {
      done: changed.length > 0 ? `updated ${appId}: ${changed.join(", ")}` : `found ${appId}`,
      result: { id, appId, identifierUris, scopes, isNew: false },
    };
  },
};
