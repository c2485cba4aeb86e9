import type { EmulatorLog } from "../log.js";
import { BoundedMap } from "./boundedMap.js";
import type { RandomSource } from "./randomSource.js";

/** In milliseconds. */
const lifetime = 10 * 60 * 1000;
const mostTries = 5;
const mostPending = 1000;
const mostSent = 50;

/** In digits. */
export const passcodeLength = 8;

interface Passcode {
  readonly email: string;
  readonly code: string;
  readonly expiresAt: number;
  triesLeft: number;
  confirmed: boolean;
}

/** A passcode as it would stand in somebody's mail. */
export interface SentPasscode {
  readonly email: string;
  readonly code: string;
  readonly sentAt: Date;
}

/**
 * One-time passcodes that prove an email address. Each belongs to one page flow (`flow`: what it is for and in which
 * sign-in), so that a code from one sign-in opens nothing in another.
 */
export class Passcodes {
  readonly #pending = new BoundedMap<string, Passcode>(mostPending);
  readonly #sent = new BoundedMap<number, SentPasscode>(mostSent);
  readonly #log: EmulatorLog;
  readonly #randomSource: RandomSource;
  #count = 0;

  constructor(log: EmulatorLog, randomSource: RandomSource) {
    this.#log = log;
    this.#randomSource = randomSource;
  }

  send(flow: string, email: string): void {
    const code = this.#randomSource.passcode(email);
    this.#pending.set(flow, {
      email,
      code,
      expiresAt: Date.now() + lifetime,
      triesLeft: mostTries,
      confirmed: false,
    });
    this.#count += 1;
    this.#sent.set(this.#count, { email, code, sentAt: new Date() });
    // The one secret that is logged on purpose: there is no mail here, and it opens nothing outside this process.
    this.#log.info(`Emulator: the one-time passcode is ${code}. A real tenant sends it by email.`);
  }

  /** The latest first. */
  get allSent(): readonly SentPasscode[] {
    return [...this.#sent.values()].reverse();
  }

  /** Forgets every passcode. */
  reset(): void {
    this.#pending.clear();
    this.#sent.clear();
  }

  /** Five wrong tries use a code up. */
  confirm(flow: string, email: string, code: string): boolean {
    const passcode = this.#find(flow, email);
    if (!passcode || passcode.triesLeft <= 0) {
      return false;
    }
    passcode.triesLeft -= 1;
    passcode.confirmed = passcode.code === code;
    return passcode.confirmed;
  }

  /** Whether this flow has proved this address; asked again at its last step, where the form could name another. */
  isConfirmed(flow: string, email: string): boolean {
    return this.#find(flow, email)?.confirmed === true;
  }

  /** The code as it stands in the mail, for as long as it can be used. */
  sent(flow: string, email: string): string | undefined {
    const passcode = this.#find(flow, email);
    return passcode && passcode.triesLeft > 0 ? passcode.code : undefined;
  }

  forget(flow: string): void {
    this.#pending.delete(flow);
  }

  #find(flow: string, email: string): Passcode | undefined {
    const passcode = this.#pending.get(flow);
    return passcode?.email === email && Date.now() < passcode.expiresAt ? passcode : undefined;
  }
}
