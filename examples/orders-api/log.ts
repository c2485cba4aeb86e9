/** Where the API reports what happens: no tokens and no personal data. The app's own log is one. */
export interface OrdersApiLog {
  warn(message: string): void;
  error(message: string): void;
}

/** Returns a log that writes a line for each message. */
export function createLog(output: NodeJS.WritableStream): OrdersApiLog {
  const write = (level: string) => (message: string) => {
    output.write(`${new Date().toISOString()} ${level} ${message}\n`);
  };
  return { warn: write("warn"), error: write("error") };
}
