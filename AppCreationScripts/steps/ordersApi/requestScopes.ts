import { permissionChanges } from "../application/permissionChanges.js";
import type { RegisteredApp } from "../application/registerApplication.js";
import type { Step } from "../Step.js";
import { whenReplicated } from "../whenReplicated.js";
import { ordersScopes } from "./ordersApi.js";
import type { OrdersApi } from "./registerOrdersApi.js";

interface ScopesRequest {
  readonly application: RegisteredApp;
  readonly ordersApi: OrdersApi;
}

/** The names of the scopes that the app asks for. */
export const requestedScopes: readonly string[] = ordersScopes.map(({ value }) => value);

/** Adds the orders API's scopes to what the app may ask for (Graph: requiredResourceAccess). */
export const requestScopes: Step<ScopesRequest, undefined> = {
  title: "API permissions",
  doing: "letting the app ask for the API's scopes",
  permissions: ["Application.ReadWrite.All"],
  roles: ["Application Developer", "Cloud Application Administrator"],
  async run({ application, ordersApi }, { graph, wait }) {
    const renamed = requestedScopes.filter((name) => !ordersApi.scopes.some(({ value }) => value === name));
    if (renamed.length > 0) {
      throw new Error(
        `The orders API has its scope ${renamed.join(" and ")} under another name. Give it its name again in the admin center, under Expose an API.`,
      );
    }
    const resourceAccess = ordersApi.scopes
      .filter(({ value }) => requestedScopes.includes(value ?? ""))
      .map(({ id }) => ({ id, type: "Scope" }));
    const wanted = [{ resourceAppId: ordersApi.appId, resourceAccess }];
    const changes = permissionChanges(application.requiredResourceAccess, wanted);
    const scopes = requestedScopes.join(" ");
    if (changes.requiredResourceAccess === undefined) {
      return { done: `found ${scopes}`, result: undefined };
    }
    const isNew = application.isNew || ordersApi.isNew;
    await whenReplicated(isNew, wait, () => graph.patch(`/applications/${application.id}`, changes));
    return { done: `added ${scopes}`, result: undefined };
  },
};
