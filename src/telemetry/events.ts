import { channel } from "node:diagnostics_channel";

/** Something that happens at once, told on a channel of `node:diagnostics_channel`. As long as nobody listens it costs one check. */
export interface Event<Message extends object> {
  /** False if nobody listens. */
  readonly heard: boolean;
  publish(message: Message): void;
  /** A listener must not throw, which would end the process. Returns what ends the listening. */
  subscribe(listener: (message: Message) => void): () => void;
}

/** What failed: the code of an AuthError or another word for it, and the number after `AADSTS` in the tenant's refusal. */
export interface Failure {
  readonly code: string;
  readonly aadsts?: number | undefined;
}

/** The code of a failure for which the storage of sessions is to blame. */
export const storageUnavailableCode = "storage_unavailable";

/** A person is sent to the tenant. */
export const signInBegun = event<object>("entra-app:sign-in:begun");
/** A person is signed in; `startedAt` is when the sign-in began, in milliseconds since 1970. */
export const signInCompleted = event<{ readonly startedAt: number }>("entra-app:sign-in:completed");
/** A person has backed out at the tenant. */
export const signInCancelled = event<object>("entra-app:sign-in:cancelled");
export const signInFailed = event<Failure>("entra-app:sign-in:failed");
/** The tenant has issued an access token for a refresh token. */
export const tokenRefreshed = event<object>("entra-app:token:refreshed");
export const tokenRefreshFailed = event<Failure>("entra-app:token:refresh-failed");
/** A request is refused with 429. */
export const rateLimited = event<object>("entra-app:rate-limited");
/** A session that instances share is in use here. Its id leaves the process in no way. */
export const sessionUsed = event<{ readonly id: string }>("entra-app:session:used");
/** A session that instances share is ended here. */
export const sessionEnded = event<{ readonly id: string }>("entra-app:session:ended");
/** Asks how many sessions this process keeps. Who keeps them answers before this returns. */
export const sessionsAsked = event<{ readonly answer: (count: number) => void }>("entra-app:session:asked");

function event<Message extends object>(name: string): Event<Message> {
  const told = channel(name);
  return {
    get heard() {
      return told.hasSubscribers;
    },
    publish: (message) => told.publish(message),
    subscribe(listener) {
      // Nothing but `publish` above puts a message on this channel.
      const hear = (message: unknown) => listener(message as Message);
      told.subscribe(hear);
      return () => void told.unsubscribe(hear);
    },
  };
}
