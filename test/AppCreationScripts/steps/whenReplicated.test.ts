import { describe, expect, test } from "vitest";
import { GraphError } from "../../../AppCreationScripts/graph/GraphError.js";
import { saysUnknown } from "../../../AppCreationScripts/steps/whenReplicated.js";

function refusal(status: number, message: string): GraphError {
  return new GraphError(message, { status, code: "code", requestId: undefined });
}

describe("Graph says that it does not know an object", () => {
  test.each([
    ["by its status", 404, "Resource '1' does not exist or one of its queried objects are not present."],
    ["that another refers to", 400, "Resource '1' does not exist"],
    [
      "that is an application, to a service principal",
      400,
      "The appId '1' of the service principal does not reference a valid application object.",
    ],
    [
      "that is an application, as if a permission were missing",
      403,
      "When using this permission, the backing application of the service principal being created must in the local tenant",
    ],
  ])("%s", (_case, status, message) => {
    expect(saysUnknown(refusal(status, message))).toBe(true);
  });
});

describe("Graph says something else", () => {
  test.each([
    [403, "Insufficient privileges to complete the operation."],
    [400, "Invalid value specified for property 'displayName' of resource 'Application'."],
    [500, "Resource '1' does not exist"],
  ])("with %i: %s", (status, message) => {
    expect(saysUnknown(refusal(status, message))).toBe(false);
  });

  test("by another error", () => {
    expect(saysUnknown(new Error("Resource '1' does not exist"))).toBe(false);
  });
});
