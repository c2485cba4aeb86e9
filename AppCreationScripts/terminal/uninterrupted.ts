const signals = ["SIGINT", "SIGTERM"] as const;

/**
 * Does something that would leave a mess if it ended half-way. Somebody who interrupts it (Ctrl+C) is obeyed as soon as it
 * is done; the second time at once.
 */
export async function uninterrupted<T>(work: () => Promise<T>): Promise<T> {
  let interruption: NodeJS.Signals | undefined;
  const remember = (signal: NodeJS.Signals) => {
    interruption = signal;
  };
  for (const signal of signals) {
    process.once(signal, remember);
  }
  try {
    return await work();
  } finally {
    for (const signal of signals) {
      process.off(signal, remember);
    }
    if (interruption) {
      process.kill(process.pid, interruption);
    }
  }
}
