/** The emulator's cookies, by oidc-provider's names for them. */
export const cookieNames = {
  session: "emulator.session",
  interaction: "emulator.interaction",
  /** With it oidc-provider goes on with a sign-in, at the address of that sign-in alone. */
  resume: "emulator.resume",
};
