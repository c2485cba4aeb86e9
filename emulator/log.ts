/** Where the emulator reports what happens. The app's own log is one. */
export interface EmulatorLog {
  info(message: string): void;
  error(message: string): void;
}

/** A log of one line a message: line breaks and terminal escapes in what a request says are shown as codes. */
export function createLog(output: NodeJS.WritableStream): EmulatorLog {
  const write = (level: string) => (message: string) => {
    const line = message.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, (character) => encodeURIComponent(character));
    output.write(`${level} ${line}\n`);
  };
  return { info: write("info"), error: write("error") };
}
