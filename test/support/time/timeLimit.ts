import { onTestFinished, vi } from "vitest";

/** The time limits that the code under test has set; the test says when they run out. */
export interface TimeLimits {
  readonly milliseconds: readonly number[];
  runOut(): void;
}

/** Puts the clock behind `AbortSignal.timeout` into the test's hand until the test ends. */
export function takeTimeLimits(): TimeLimits {
  const milliseconds: number[] = [];
  const controllers: AbortController[] = [];
  const spy = vi.spyOn(AbortSignal, "timeout").mockImplementation((limit) => {
    const controller = new AbortController();
    milliseconds.push(limit);
    controllers.push(controller);
    return controller.signal;
  });
  onTestFinished(() => spy.mockRestore());
  return {
    milliseconds,
    runOut() {
      for (const controller of controllers) {
        controller.abort(new DOMException("The operation was aborted due to timeout", "TimeoutError"));
      }
    },
  };
}
