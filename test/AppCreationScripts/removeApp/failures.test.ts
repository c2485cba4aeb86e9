import { describe, expect, test } from "vitest";
import { describeFailure } from "../../../AppCreationScripts/commandLine/describeFailure.js";
import { parseVariables } from "../../../AppCreationScripts/project/environmentText.js";
import { startTestTenant } from "../testTenant.js";
import { leftIn, nothing } from "./leftIn.js";

describe("When a call of npm run cleanup fails, the next run completes:", () => {
  const failures = [
    [403, "before"],
    [500, "before"],
    [500, "after"],
    ["cut", "before"],
    ["cut", "after"],
  ] as const;
  const calls = Array.from({ length: 9 }, (_, index) => index + 1);
  const cases = calls.flatMap((number) =>
    failures.map(([failure, when]) => [number, failure, when] as const),
  );

  test.each(cases)("call %i with %s %s it took effect", async (number, failure, when) => {
    const tenant = await startTestTenant();
    await tenant.configure();
    for (let failing = number; failing < number + (failure === 403 ? 1 : 6); failing += 1) {
      tenant.graph.failCall(tenant.graph.requests.length + failing, failure, when);
    }
    const message = await tenant.cleanup("--yes").then(() => "", describeFailure);
    expect(message).toMatch(/^(Registration|Orders API|User flows|Removal) failed\. /);
    expect(message).toMatch(/[Rr]un the same command again: it continues\.$/);
    await tenant.cleanup("--yes");
    expect(leftIn(tenant)).toEqual(nothing);
    expect(parseVariables(tenant.read(".env")).CLIENT_ID).toBe("");
  });
});
