/** Where the API reports what happens: no tokens and no personal data. The app's own log is one. */
export interface OrdersApiLog {
  warn(message: string): void;
  error(message: string): void;
}

/** Returns a log that writes one line for each message: line breaks and terminal escapes are shown as codes. */
export function createLog(output: NodeJS.WritableStream): OrdersApiLog {
  const write = (level: string) => (message: string) => {
    const line = message.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, (character) => encodeURIComponent(character));
    output.write(`${new Date().toISOString()} ${level} ${line}\n`);
  };
  return { warn: write("warn"), error: write("error") };
}
