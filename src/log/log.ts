/** Where the app reports what happens. Callers never pass secrets, tokens, codes, cookies or personal data. */
export interface Log {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/** A log that writes one line for each message, with the time (ISO 8601, UTC) and the level in front. */
export function createLog(output: NodeJS.WritableStream): Log {
  const write = (level: string) => (message: string) => {
    output.write(`${new Date().toISOString()} ${level} ${onOneLine(message)}\n`);
  };
  return { info: write("info"), warn: write("warn"), error: write("error") };
}

/** Shows line breaks and terminal escapes in hostile input, so that they forge no line of a log or a terminal. */
export function onOneLine(message: string): string {
  return message.replace(
    /[\p{Cc}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
