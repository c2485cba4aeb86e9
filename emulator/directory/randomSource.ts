import { createHash, randomInt, randomUUID } from "node:crypto";
import { BoundedMap } from "./boundedMap.js";
import { objectIdFor } from "./objectId.js";

/** Of a passcode, in digits. */
export const passcodeLength = 8;

const codes = 10 ** passcodeLength;
const mostAddresses = 1000;

/** Where object ids and passcodes come from that nobody has configured. */
export interface RandomSource {
  objectId(email: string): string;
  passcode(email: string): string;
  /** Begins anew, so that the same is returned again if there is a seed. */
  restart(): void;
}

/**
 * Returns what makes up ids and codes. With a seed they are the same at every start, whatever other addresses do in between:
 * the object id of an address, and its first, second and next passcode.
 */
export function createRandomSource(seed: string | undefined): RandomSource {
  if (seed === undefined) {
    return {
      objectId: () => randomUUID(),
      passcode: () => padded(randomInt(codes)),
      restart() {},
    };
  }
  const sent = new BoundedMap<string, number>(mostAddresses);
  return {
    objectId: (email) => objectIdFor(`${seed} ${email}`),
    passcode(email) {
      const count = (sent.get(email) ?? 0) + 1;
      sent.set(email, count);
      const hash = createHash("sha256").update(`passcode ${seed} ${email} ${count}`).digest();
      return padded(hash.readUInt32BE() % codes);
    },
    restart: () => sent.clear(),
  };
}

function padded(code: number): string {
  return String(code).padStart(passcodeLength, "0");
}
