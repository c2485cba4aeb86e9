/** The cookie with which oidc-provider goes on with a sign-in, at the address of that sign-in alone. */
export const resumeCookie = "emulator.resume";

/** The emulator's cookies, by oidc-provider's names for them. */
export const cookieNames = {
  session: "emulator.session",
  interaction: "emulator.interaction",
  resume: resumeCookie,
};
