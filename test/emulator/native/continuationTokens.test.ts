import { expect, test } from "vitest";
import { webApplication } from "../../../emulator/applications/client.js";
import { ContinuationTokens } from "../../../emulator/native/flow/continuationTokens.js";
import type { Flow } from "../../../emulator/native/flow/flow.js";
import { firstApp } from "../../support/emulator/emulatorApps.js";

const application = webApplication(firstApp);

const flow: Flow = {
  step: "signIn",
  beginning: {
    id: "a-flow",
    clientId: application.clientId,
    email: "fay@fabrikam.example",
    challengeTypes: ["redirect"],
    capabilities: [],
  },
};

test("No flood of flows fills the memory: the oldest make room", () => {
  const tokens = new ContinuationTokens();
  const find = (token: string) => {
    const form = new URLSearchParams({ continuation_token: token });
    return tokens.find({ application, form }, ["signIn"], "invalid_grant").flow;
  };
  const oldest = tokens.issue(flow);
  expect(find(oldest)).toBe(flow);
  const others = Array.from({ length: 1000 }, () => tokens.issue(flow));
  expect(() => find(oldest)).toThrow("The continuation token is not valid here.");
  expect(find(others[0] ?? "")).toBe(flow);
});
