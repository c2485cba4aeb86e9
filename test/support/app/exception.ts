import { expect, onTestFinished, vi } from "vitest";
import { startAppWithStub, type TenantStub } from "../tenant/tenantStub.js";
import { signIn, type Visitor, visitorOf } from "../visitors/signInByHttp.js";
import type { TestApp } from "./startApp.js";

/** A fault of the app's own. */
export const exception = new TypeError("x is not a function");

/** An app, somebody who is signed in there, and what Express prints of errors that nobody has handled. */
export async function startWithVisitor(): Promise<{
  readonly app: TestApp;
  readonly tenant: TenantStub;
  readonly visitor: Visitor;
  readonly printed: readonly unknown[];
}> {
  // Express prints nothing if NODE_ENV is test.
  vi.stubEnv("NODE_ENV", "development");
  const printed: unknown[] = [];
  const spy = vi.spyOn(console, "error").mockImplementation((...line) => void printed.push(line));
  const { tenant, ...app } = await startAppWithStub();
  onTestFinished(async () => {
    await app.close();
    spy.mockRestore();
    vi.unstubAllEnvs();
  });
  const visitor = visitorOf(app);
  expect((await signIn(visitor, tenant)).status).toBe(200);
  return { app, tenant, visitor, printed };
}

/** The lines of the log that are not those of requests. */
export function faultsIn({ logLines }: { readonly logLines: readonly string[] }): readonly string[] {
  return logLines.filter((line) => !line.startsWith("info "));
}
