import { expect, onTestFinished, test, vi } from "vitest";
import { createMemoryStorage } from "../../../src/session/memory/memoryStorage.js";
import { sessionEnded, sessionUsed } from "../../../src/telemetry/events.js";
import { startMeasuring } from "../../support/telemetry/startMeasuring.js";
import { startAppWithStub } from "../../support/tenant/tenantStub.js";
import { signIn, signOut, visitorOf } from "../../support/visitors/signInByHttp.js";

test("sessions in memory are counted as they are kept", async () => {
  const { tenant, ...app } = await startAppWithStub();
  const measuring = await startMeasuring();
  const active = async () => (await measuring.samples()).entra_session_active ?? Number.NaN;
  // Other apps of this process may have some.
  const before = await active();
  const visitors = [visitorOf(app), visitorOf(app), visitorOf(app)] as const;
  for (const visitor of visitors) {
    await signIn(visitor, tenant);
  }
  expect(await active()).toBe(before + 3);
  await signOut(visitors[0]).expect(200);
  await visitorOf(app).get("/").expect(200);
  expect(await active()).toBe(before + 2);
  await app.close();
  expect(await active()).toBe(before);
});

test("sessions in memory that have run out are not counted", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  onTestFinished(() => void vi.useRealTimers());
  const measuring = await startMeasuring();
  const active = async () => (await measuring.samples()).entra_session_active ?? Number.NaN;
  const storage = createMemoryStorage({ sessionIdle: 60_000 });
  onTestFinished(() => storage.close());
  const before = await active();
  storage.sessions.set("an-id", { cookie: { originalMaxAge: null } });
  expect(await active()).toBe(before + 1);
  vi.setSystemTime(Date.now() + 60_001);
  expect(await active()).toBeLessThanOrEqual(before);
});

test("sessions that instances share are counted where they are seen", async () => {
  const measuring = await startMeasuring();
  const active = async () => (await measuring.samples()).entra_session_active ?? Number.NaN;
  const before = await active();
  for (const id of ["a", "b", "a"]) {
    sessionUsed.publish({ id });
  }
  expect(await active()).toBe(before + 2);
  sessionEnded.publish({ id: "a" });
  expect(await active()).toBe(before + 1);
});
