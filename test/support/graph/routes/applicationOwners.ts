import * as z from "zod";
import type { Directory } from "../directory/directory.js";
import { addOwners, readApplications } from "../permissions.js";
import { badRequest, invalidValue, notFound } from "../protocol/graphFault.js";
import { type GraphRoute, noContent } from "../protocol/graphRoute.js";
import { page } from "../protocol/odata.js";
import { parseBody } from "../protocol/requestBody.js";
import { managedApplication } from "./applications.js";

const reference = z.strictObject({ "@odata.id": z.url() });

/** The owners of an application (Graph v1.0: application: list owners, add owner). */
export function applicationOwnerRoutes(directory: Directory): GraphRoute[] {
  return [
    {
      method: "GET",
      path: "/applications/:id/owners",
      permissions: readApplications,
      handle: (call) => {
        const { owners } = directory.applications.get(call.parameter("id"));
        const users = [...owners].map((id) => ({ "@odata.type": "#microsoft.graph.user", id }));
        return page(call, "directoryObjects", users, directory.pageSize);
      },
    },
    {
      method: "POST",
      path: "/applications/:id/owners/$ref",
      permissions: addOwners,
      handle: (call) => {
        const { owners } = managedApplication(directory, call);
        const link = parseBody(reference, "directoryObject", call.body)["@odata.id"];
        const prefixes = ["directoryObjects", "users"].map((name) => `${call.url.origin}/v1.0/${name}/`);
        const prefix = prefixes.find((candidate) => link.startsWith(candidate));
        if (prefix === undefined) {
          throw invalidValue("@odata.id", "directoryObject");
        }
        const id = link.slice(prefix.length);
        if (!directory.users.has(id)) {
          throw notFound(id);
        }
        if (owners.has(id)) {
          throw badRequest(
            "One or more added object references already exist for the following modified properties: 'owners'.",
          );
        }
        owners.add(id);
        return noContent;
      },
    },
  ];
}
