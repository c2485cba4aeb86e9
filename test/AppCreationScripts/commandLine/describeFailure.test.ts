import { describe, expect, test } from "vitest";
import { describeFailure } from "../../../AppCreationScripts/commandLine/describeFailure.js";
import { GraphError } from "../../../AppCreationScripts/graph/GraphError.js";
import { AdvisedError } from "../../../AppCreationScripts/steps/AdvisedError.js";

const hostile = "a\r\u001b[2J\nforged";
const shown = "a\\u000d\\u001b[2J\\u000aforged";
const details = { status: 400, code: hostile, requestId: "1" };

describe("What others have written writes nothing of its own on the terminal:", () => {
  test.each([
    ["an error of Graph", new GraphError(hostile, details), `${shown} (400, ${shown}, request 1)`],
    ["the name of an application", new Error(hostile), shown],
    ["advice", new AdvisedError(hostile, new Error("It failed.")), `It failed.\n${shown}`],
  ])("%s", (_case, error, message) => {
    expect(describeFailure(error)).toBe(message);
  });
});
