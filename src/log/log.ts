import { type LogFields, logLine } from "./logLine.js";
import { type LogLevel, type LogStyle, logLevels } from "./logStyle.js";

/** Where the app reports what happens. Callers never pass secrets, tokens, codes, cookies or personal data. */
export interface Log {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

/** A log whose style can be set anew, because it begins before the settings are read. */
export interface StyledLog extends Log {
  style: LogStyle;
  /** Returns what a line in JSON has beside its own fields. */
  surroundings: () => LogFields | undefined;
}

/** Returns a log that writes a line for each event of its level or a graver one. */
export function createLog(output: NodeJS.WritableStream, style: LogStyle): StyledLog {
  const write = (level: LogLevel) => (message: string, fields?: LogFields) => {
    if (logLevels.indexOf(level) <= logLevels.indexOf(log.style.level)) {
      output.write(logLine[log.style.format](level, message, fields, log.surroundings()));
    }
  };
  const log: StyledLog = {
    style,
    surroundings: () => undefined,
    info: write("info"),
    warn: write("warn"),
    error: write("error"),
  };
  return log;
}
