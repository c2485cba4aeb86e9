import type { AccessErrorCode } from "../../auth/errors/accessError.js";
import { type Action, goHome } from "./errorTexts.js";

interface AccessTexts {
  readonly title: string;
  readonly message: string;
  readonly action: Action;
  /** What to mend, and where. */
  readonly developer: string;
}

const people = "the people who run this app";
const title = "No access";

/** What a guard says that let nobody pass; `wanted` is the role, the group and so on that the page is for. */
export const accessTexts: Readonly<Record<AccessErrorCode, (wanted: string) => AccessTexts>> = {
  role_missing: (role) => ({
    title,
    message: `For this you need the role “${role}”, which your account does not have. Ask ${people} for it.`,
    action: goHome,
    developer:
      `Assign the role “${role}” under Enterprise applications, this app, Users and groups. ` +
      "The person has it from the next sign-in on.",
  }),
  group_missing: (group) => ({
    title,
    message: `For this you have to be in the group ${group}, which your account is not in. Ask ${people} to add you.`,
    action: goHome,
    developer:
      "Add the person to the group, and assign the group under Enterprise applications, this app, Users and groups. " +
      "Tokens list groups if groupMembershipClaims of the registration is ApplicationGroup.",
  }),
  groups_not_listed: (group) => ({
    title,
    message:
      `For this you have to be in the group ${group}, but your account is in too many groups for the app to see it. ` +
      `Please tell ${people}.`,
    action: goHome,
    developer:
      "The person is in more than 200 groups, so the ID token names none (groups overage). Set groupMembershipClaims of the " +
      "registration to ApplicationGroup, and assign the group under Enterprise applications, this app, Users and groups.",
  }),
  sign_in_not_recent: (age) => ({
    title: "A fresh sign-in is needed",
    message:
      "For this you have to enter your password or another proof once more, and your last sign-in went without. " +
      "Please sign in again.",
    action: { href: "/auth/signin?prompt=login", text: "Sign in again" },
    developer:
      `auth_time is older than ${age}, or ahead, although prompt=login was asked for. Somebody has taken the parameter ` +
      `out, or this machine's clock, which says ${new Date().toISOString()}, is wrong.`,
  }),
  auth_context_unmet: (context) => ({
    title: "One more step is needed",
    message:
      "For this you have to confirm your sign-in by one more step, and that did not happen. " +
      `Please try again, or ask ${people}.`,
    action: goHome,
    developer:
      `acrs of the ID token has no ${context}, although it was asked for. Add the optional claim acrs to the ID token of the ` +
      "registration, and publish the context. Somebody may also have taken the parameter out.",
  }),
  auth_time_missing: () => ({
    title: "Not available",
    message: `This app cannot see when you signed in. Please tell ${people}.`,
    action: goHome,
    developer:
      "The ID token has no auth_time: add it under App registrations, Token configuration, Add optional claim, ID.",
  }),
};
