import * as z from "zod";
import {
  type Profile,
  type ProfileChanges,
  type ProfileField,
  profileFields,
  profileSchema,
} from "../../api/profile.js";

/** How pages name what a profile has, and browsers know it (HTML, section 4.10.18.7). */
const fields: Readonly<Record<ProfileField, { readonly label: string; readonly autocomplete: string }>> = {
  displayName: { label: "Display name", autocomplete: "name" },
  givenName: { label: "Given name", autocomplete: "given-name" },
  surname: { label: "Surname", autocomplete: "family-name" },
  city: { label: "City", autocomplete: "address-level2" },
  country: { label: "Country", autocomplete: "country-name" },
};

/** Of at most as many characters as Graph takes. */
const change = (most: number) =>
  z
    .string()
    .max(most, `Use at most ${most} characters.`)
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, "Use no line breaks and no control characters.")
    .optional();

const changesSchema = z.object({
  displayName: change(256).refine((name) => name !== "", "Enter a display name."),
  givenName: change(64),
  surname: change(64),
  city: change(128),
  country: change(128),
});

const typed = z.string().trim();

const formSchema = z.object({
  /** Whose profile the form was made for. */
  person: z.string(),
  /** The profile that the form was made with, as JSON. */
  before: z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue("no JSON");
        return z.NEVER;
      }
    })
    .pipe(profileSchema),
  displayName: typed,
  givenName: typed,
  surname: typed,
  city: typed,
  country: typed,
});

/** A profile form that a person has sent. */
export interface SentProfile {
  readonly person: string;
  readonly before: Profile;
  readonly typed: Profile;
}

/** What is wrong with what was typed, a sentence a field. */
type ProfileFaults = { readonly [Field in ProfileField]?: string | undefined };

/** Returns what a form holds; undefined if it is none of the profile page's. */
export function sentProfile(body: unknown): SentProfile | undefined {
  const { data } = formSchema.safeParse(body);
  if (!data) {
    return undefined;
  }
  const { person, before, ...typedFields } = data;
  return { person, before, typed: typedFields };
}

/** Returns what the person has changed since the form was made: what another tab has changed meanwhile stays. */
export function changesIn({ before, typed }: SentProfile): ProfileChanges {
  const changed = profileFields.filter((field) => typed[field] !== before[field].trim());
  return Object.fromEntries(changed.map((field) => [field, typed[field]]));
}

/** Returns what is wrong with changes, a sentence a field; undefined for nothing. */
export function faultsIn(changes: ProfileChanges): ProfileFaults | undefined {
  const { error } = changesSchema.safeParse(changes);
  return error && Object.fromEntries(error.issues.map(({ path, message }) => [path.join(), message]));
}

/** Returns a profile as the page shows it. */
export function profileRows(profile: Profile) {
  return profileFields.map((field) => ({ label: fields[field].label, value: profile[field] }));
}

/** Returns the form as its page shows it. */
export function profileForm({ person, before, typed }: SentProfile, faults: ProfileFaults = {}) {
  const firstFault = profileFields.find((field) => faults[field] !== undefined);
  return {
    title: "Edit profile",
    person,
    before: JSON.stringify(before),
    fields: profileFields.map((field) => ({
      name: field,
      ...fields[field],
      value: typed[field],
      fault: faults[field],
      focus: field === firstFault,
    })),
  };
}
