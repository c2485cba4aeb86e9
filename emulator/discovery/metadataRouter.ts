import { Router } from "express";
import * as z from "zod";
import type { SigningKeys } from "../provider/signingKeys.js";
import type { Tenant } from "../tenant.js";
import { discoveryDocument } from "./discoveryDocument.js";
import { versionOneDocument } from "./versionOneDocument.js";

const appIdSchema = z.guid().optional().catch(undefined);

/**
 * What clients and APIs read before all else, from pages too: where the endpoints are, and the keys that sign tokens. With
 * `appid` the document names the keys of that application, which are the tenant's: here none has its own.
 */
export function metadataRouter(tenant: Tenant, { published }: SigningKeys): Router {
  const { paths } = tenant;
  const router = Router({ caseSensitive: true, strict: true });
  router.get(Object.values(ofMetadata(paths)), (_request, response, next) => {
    response.set("Access-Control-Allow-Origin", "*");
    next();
  });
  router.get(paths.discovery, (request, response) => {
    const appId = appIdSchema.parse(request.query.appid);
    response.json(discoveryDocument(tenant, request.get("host") ?? "", appId));
  });
  router.get(paths.versionOneDiscovery, (request, response) => {
    response.json(versionOneDocument(tenant, request.get("host") ?? ""));
  });
  router.get([paths.keys, paths.versionOneKeys], (_request, response) => {
    response.json(published);
  });
  return router;
}

function ofMetadata({ discovery, keys, versionOneDiscovery, versionOneKeys }: Tenant["paths"]) {
  return { discovery, keys, versionOneDiscovery, versionOneKeys };
}
