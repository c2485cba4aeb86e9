/**
 * Milliseconds for anything to happen, far longer than it takes on a machine however busy: a limit that ends what hangs,
 * and says nothing about how fast a thing has to be.
 */
export const patience = 120_000;
