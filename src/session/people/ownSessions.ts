import { createHash } from "node:crypto";
import type { Request } from "express";
import { personOf, signedInOf } from "../signedIn.js";
import { storageUnavailable } from "../storageUnavailable.js";
import type { LivingSession, PeoplesSessions } from "./peoplesSessions.js";
import { personKey } from "./personKey.js";

/** Sessions that a page shows of one person. */
const most = 100;

/** Another session of the request's person. */
export interface OtherSession {
  /** Stands for the session's id, which would let anyone who reads it act as the person. */
  readonly handle: string;
  readonly startedAt: number | undefined;
  readonly browser: string | undefined;
}

/**
 * Returns the sessions of the request's person but the request's own: the 100 newest, the newest first.
 *
 * @throws HttpError 503 if the storage does not answer.
 */
export async function otherSessions(request: Request, people: PeoplesSessions): Promise<OtherSession[]> {
  const others = await othersOf(request, people);
  return others.map(({ id, session: { startedAt, browser } }) => ({
    handle: handleOf(id),
    startedAt,
    browser,
  }));
}

/**
 * Ends another session of the request's person. Returns false if the person has none with this handle.
 *
 * @throws HttpError 503 if the storage does not answer.
 */
export async function endOtherSession(
  request: Request,
  people: PeoplesSessions,
  handle: string,
): Promise<boolean> {
  const others = await othersOf(request, people);
  const other = others.find(({ id }) => handleOf(id) === handle);
  if (!other) {
    return false;
  }
  await orUnavailable(people.end(other.id));
  return true;
}

/**
 * Ends all sessions of the request's person but the request's own, however many they are.
 *
 * @throws HttpError 503 if the storage does not answer.
 */
export async function endOtherSessions(request: Request, people: PeoplesSessions): Promise<void> {
  await orUnavailable(people.endOthers(personKey(personOf(request).claims), request.sessionID));
}

async function othersOf(request: Request, people: PeoplesSessions): Promise<LivingSession[]> {
  const person = personKey(personOf(request).claims);
  const sessions = await orUnavailable(people.list(person, most));
  return sessions
    .filter(({ id, session }) => id !== request.sessionID && session.person === person)
    .filter(({ session }) => signedInOf({ session }));
}

function handleOf(id: string): string {
  return createHash("sha256").update(id).digest("base64url");
}

async function orUnavailable<T>(answer: Promise<T>): Promise<T> {
  return answer.catch((error: unknown) => {
    throw storageUnavailable(error);
  });
}
