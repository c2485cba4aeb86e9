/** Milliseconds: longer than any test, because a connection that closes while a request is on its way fails the request. */
export const keepAliveTimeout = 600_000;
