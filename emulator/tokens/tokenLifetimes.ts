const minutes = 60;
const hours = 60 * minutes;
const days = 24 * hours;

/** In seconds. */
export interface TokenLifetimes {
  readonly accessToken: number;
  readonly idToken: number;
  readonly refreshToken: number;
  readonly session: number;
}

/** Entra's, if nothing else is configured. */
export const customaryLifetimes: TokenLifetimes = {
  accessToken: 1 * hours,
  idToken: 1 * hours,
  refreshToken: 90 * days,
  session: 1 * days,
};

/** The most that a refresh token lives which a page holds, or which a passcode from an email was enough for. */
export const shortRefreshTokenLifetime = 24 * hours;
