/**
 * An error whose message this app has written, in words that may stand in the log and on pages for developers. The message
 * of any other may repeat what came from outside.
 */
export class LoggableError extends Error {}
