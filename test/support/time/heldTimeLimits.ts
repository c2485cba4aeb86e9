/**
 * Holds the clock behind `AbortSignal.timeout` still: on a busy machine a tenant that is well may answer too late for the
 * app. If a limit has to run out, `takeTimeLimits` puts it into the test's hand.
 */
AbortSignal.timeout = () => new AbortController().signal;
