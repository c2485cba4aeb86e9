/** The levels of a log, the gravest first. A log of one level has the lines of those before it too. */
export const logLevels = ["error", "warn", "info"] as const;

export type LogLevel = (typeof logLevels)[number];

/** Lines for people, or JSON objects for programs, one on each line. */
export const logFormats = ["json", "text"] as const;

export type LogFormat = (typeof logFormats)[number];

/** How a log is written. */
export interface LogStyle {
  readonly format: LogFormat;
  readonly level: LogLevel;
}
