import { randomInt } from "node:crypto";
import type { EmulatorLog } from "../log.js";
import { BoundedMap } from "./boundedMap.js";

/** In milliseconds. */
const lifetime = 10 * 60 * 1000;
const mostTries = 5;
const mostPending = 1000;

/** In digits. */
export const passcodeLength = 8;

interface Passcode {
  readonly email: string;
  readonly code: string;
  readonly expiresAt: number;
  triesLeft: number;
  confirmed: boolean;
}

/**
 * One-time passcodes that prove an email address. Each belongs to one page flow (`flow`: what it is for and in which
 * sign-in), so that a code from one sign-in opens nothing in another.
 */
export class Passcodes {
  readonly #pending = new BoundedMap<string, Passcode>(mostPending);
  readonly #log: EmulatorLog;

  constructor(log: EmulatorLog) {
    this.#log = log;
  }

  send(flow: string, email: string): void {
    const code = randomInt(10 ** passcodeLength)
      .toString()
      .padStart(passcodeLength, "0");
    this.#pending.set(flow, {
      email,
      code,
      expiresAt: Date.now() + lifetime,
      triesLeft: mostTries,
      confirmed: false,
    });
    // The one secret that is logged on purpose: there is no mail here, and it opens nothing outside this process.
    this.#log.info(`Emulator: the one-time passcode is ${code}. A real tenant sends it by email.`);
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
