/** Where the emulator reports what happens. The app's own log is one. */
export interface EmulatorLog {
  info(message: string): void;
  error(message: string): void;
}

/** A log of one line a message. What a request says is shown as JSON shows it, so that it forges no line. */
export function createLog(output: NodeJS.WritableStream): EmulatorLog {
  const write = (level: string) => (message: string) => {
    output.write(`${level} ${JSON.stringify(message).slice(1, -1)}\n`);
  };
  return { info: write("info"), error: write("error") };
}
