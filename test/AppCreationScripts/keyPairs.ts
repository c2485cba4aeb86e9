import { createKeyPair, type KeyPair } from "../../AppCreationScripts/project/keyPair.js";

/** As many as a test makes certificates at most, so that each of these has a key of its own. */
const count = 3;

const keyPairs: Promise<KeyPair>[] = [];
let given = 0;

/** Returns by turns keys that all tests of a worker share: making one takes longer than all else of a certificate. */
export function nextKeyPair(): Promise<KeyPair> {
  const index = given++ % count;
  keyPairs[index] ??= createKeyPair();
  return keyPairs[index];
}
