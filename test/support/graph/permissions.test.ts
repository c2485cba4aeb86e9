import { describe, expect, test } from "vitest";
import { startGraphCaller } from "./callGraph.js";

const flows = "/identity/authenticationEventsFlows";
const included = "conditions/applications/includeApplications";

/** What suffices for each call, and what does not, by Microsoft's permissions file. */
const needs: readonly (readonly [call: string, suffices: readonly string[], tooLittle: readonly string[]])[] =
  [
    ["GET /organization", ["Organization.Read.All"], ["Application.ReadWrite.All"]],
    ["GET /applications", ["Application.Read.All"], ["Organization.Read.All"]],
    ["GET /applications", ["Directory.Read.All"], ["AppRegistration.Create"]],
    ["POST /applications", ["Application.ReadWrite.All"], ["Application.Read.All"]],
    ["POST /applications", ["AppRegistration.Create"], ["Directory.ReadWrite.All"]],
    ["GET /applications/APP", ["Application.Read.All"], ["Organization.Read.All"]],
    ["PATCH /applications/APP", ["Application.ReadWrite.All"], ["Directory.ReadWrite.All"]],
    ["DELETE /applications/APP", ["Application.ReadWrite.All"], ["Directory.ReadWrite.All"]],
    ["POST /applications/APP/addPassword", ["Directory.ReadWrite.All"], ["Application.Read.All"]],
    ["POST /applications/APP/removePassword", ["Application.ReadWrite.All"], ["Directory.Read.All"]],
    ["GET /applications/APP/owners", ["Application.Read.All"], ["Organization.Read.All"]],
    [
      "POST /applications/APP/owners/$ref",
      ["Application.ReadWrite.All", "Directory.Read.All"],
      ["Application.ReadWrite.All"],
    ],
    [
      "POST /applications/APP/owners/$ref",
      ["Application.ReadWrite.All", "Directory.ReadWrite.All"],
      ["Directory.ReadWrite.All"],
    ],
    ["GET /servicePrincipals", ["Application.Read.All"], ["DelegatedPermissionGrant.ReadWrite.All"]],
    ["POST /servicePrincipals", ["Application.ReadWrite.All"], ["Application.Read.All"]],
    ["GET /servicePrincipals/APP", ["Directory.Read.All"], ["Organization.Read.All"]],
    ["DELETE /servicePrincipals/APP", ["Application.ReadWrite.All"], ["Directory.Read.All"]],
    ["GET /oauth2PermissionGrants", ["Directory.Read.All"], ["Application.ReadWrite.All"]],
    ["POST /oauth2PermissionGrants", ["DelegatedPermissionGrant.ReadWrite.All"], ["Directory.Read.All"]],
    ["PATCH /oauth2PermissionGrants/ID", ["DelegatedPermissionGrant.ReadWrite.All"], ["Directory.Read.All"]],
    ["DELETE /oauth2PermissionGrants/ID", ["Directory.ReadWrite.All"], ["Application.ReadWrite.All"]],
    [`GET ${flows}`, ["EventListener.Read.All"], ["Directory.ReadWrite.All"]],
    [`POST ${flows}`, ["EventListener.ReadWrite.All"], ["EventListener.Read.All"]],
    [`GET ${flows}/ID`, ["EventListener.Read.All"], ["Directory.ReadWrite.All"]],
    [`PATCH ${flows}/ID`, ["EventListener.ReadWrite.All"], ["EventListener.Read.All"]],
    [`DELETE ${flows}/ID`, ["EventListener.ReadWrite.All"], ["EventListener.Read.All"]],
    [`GET ${flows}/ID/${included}`, ["EventListener.Read.All"], ["Application.ReadWrite.All"]],
    [`POST ${flows}/ID/${included}`, ["EventListener.ReadWrite.All"], ["EventListener.Read.All"]],
    [`DELETE ${flows}/ID/${included}/APP`, ["EventListener.ReadWrite.All"], ["EventListener.Read.All"]],
  ];

describe("The fake Graph asks for the permissions that Microsoft publishes:", () => {
  test.each(needs)("%s with %j, not with %j", async (call, suffices, tooLittle) => {
    const caller = await startGraphCaller();
    const { id } = await caller.call("POST /applications", { displayName: "The app" });
    const what = call.replace("APP", id);
    const statusWith = async (permissions: readonly string[]) => {
      caller.token = caller.graph.tokenFor(permissions);
      return (await caller.call(what, what.startsWith("GET") || what.startsWith("DELETE") ? undefined : {}))
        .status;
    };
    expect(await statusWith(tooLittle)).toBe(403);
    expect(await statusWith(suffices)).not.toBe(403);
  });
});
