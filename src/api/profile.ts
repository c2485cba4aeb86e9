import * as z from "zod";
import { SignInDemanded } from "../auth/errors/signInDemanded.js";
import type { ApiCall, ApiClient } from "./apiClient.js";
import { ApiError } from "./apiError.js";

/** What a profile has, by Graph's names. */
export const profileFields = ["displayName", "givenName", "surname", "city", "country"] as const;

export type ProfileField = (typeof profileFields)[number];

/** A person's profile; what it lacks is empty. */
export type Profile = Readonly<Record<ProfileField, string>>;

/** What a person changes of their profile; an empty text takes away. */
export type ProfileChanges = { readonly [Field in ProfileField]?: string | undefined };

/** Graph takes no longer text for any of them. */
const text = z
  .string()
  .max(256)
  .nullish()
  .transform((value) => value ?? "");

/** A profile as Graph answers it. */
export const profileSchema = z.object({
  displayName: text,
  givenName: text,
  surname: text,
  city: text,
  country: text,
});

/** Why a person is asked to sign in whose access token Graph refuses. */
export const tokenRefused = "token-refused graph";

// Graph leaves city and country out unless they are selected.
const readPath = `/v1.0/me?$select=${profileFields.join(",")}`;

/**
 * The profile of the person whose access token a call is given, at Microsoft Graph. Each call throws what `ApiClient.call`
 * does, and SignInDemanded if Graph refuses the token.
 *
 * @see https://learn.microsoft.com/graph/api/resources/user
 */
export class ProfileApi {
  readonly #client: ApiClient;
  readonly #scopes: readonly string[];

  /** `scopes` are those of Graph's that another sign-in asks for. */
  constructor(client: ApiClient, scopes: readonly string[]) {
    this.#client = client;
    this.#scopes = scopes;
  }

  /** Returns the profile, by a token for User.Read or User.ReadWrite. */
  read(token: string): Promise<Profile> {
    return this.#call({ path: readPath, token, answer: profileSchema });
  }

  /**
   * Changes what `changes` names and nothing else, by a token for User.ReadWrite. ApiError 400 says that Graph takes no such
   * text.
   */
  async change(token: string, changes: ProfileChanges): Promise<void> {
    const body = Object.fromEntries(Object.entries(changes).map(([field, value]) => [field, value || null]));
    await this.#call({ method: "PATCH", path: "/v1.0/me", token, body, answer: z.unknown() });
  }

  async #call<Answer>(call: ApiCall<Answer>): Promise<Answer> {
    try {
      return await this.#client.call(call);
    } catch (error) {
      throw error instanceof ApiError && error.status === 401
        ? new SignInDemanded({ reason: tokenRefused, scopes: this.#scopes }, error)
        : error;
    }
  }
}
