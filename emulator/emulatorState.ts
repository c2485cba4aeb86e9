import type { GenerateKeyPairResult } from "jose";
import { Accounts } from "./directory/accounts.js";
import { Passcodes } from "./directory/passcodes.js";
import { createRandomSource } from "./directory/randomSource.js";
import type { ReadyMadeUser } from "./directory/readyMadeUsers.js";
import type { EmulatorLog } from "./log.js";
import { ContinuationTokens } from "./native/flow/continuationTokens.js";
import { MemoryStorage } from "./provider/memoryAdapter.js";
import { generateSigningKey, type SigningKeys, signingKeysOf } from "./provider/signingKeys.js";
import { Faults } from "./steering/faults/faults.js";
import { Flows } from "./steering/flows/flows.js";
import type { Tenant } from "./tenant.js";

/** What a running emulator knows beyond its configuration, and keeps if that changes. */
export interface EmulatorState {
  readonly accounts: Accounts;
  readonly passcodes: Passcodes;
  /** Of the native authentication API. */
  readonly continuationTokens: ContinuationTokens;
  readonly signingKeys: SigningKeys;
  /** Sessions, codes and refresh tokens. */
  readonly storage: MemoryStorage;
  readonly faults: Faults;
  readonly flows: Flows;
  /** Has it know what it knew at the start, with these people; the signing keys stay. */
  reset(users: readonly ReadyMadeUser[]): void;
}

interface StateOptions {
  readonly log: EmulatorLog;
  readonly seed?: string;
  readonly signingKey?: GenerateKeyPairResult;
}

export async function createEmulatorState(
  { issuer }: Tenant,
  users: readonly ReadyMadeUser[],
  { log, seed, signingKey }: StateOptions,
): Promise<EmulatorState> {
  const randomSource = createRandomSource(seed);
  const accounts = new Accounts(randomSource, users);
  const passcodes = new Passcodes(log, randomSource);
  const continuationTokens = new ContinuationTokens();
  const storage = new MemoryStorage();
  const faults = new Faults();
  const flows = new Flows();
  return {
    accounts,
    passcodes,
    continuationTokens,
    signingKeys: await signingKeysOf(signingKey ?? (await generateSigningKey()), issuer),
    storage,
    faults,
    flows,
    reset(known) {
      randomSource.restart();
      accounts.reset(known);
      passcodes.reset();
      continuationTokens.reset();
      storage.clear();
      faults.clearAll();
      flows.clear();
    },
  };
}
