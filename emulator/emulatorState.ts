import type { GenerateKeyPairResult } from "jose";
import { Accounts } from "./directory/accounts.js";
import { Passcodes } from "./directory/passcodes.js";
import type { ReadyMadeUser } from "./directory/readyMadeUsers.js";
import type { EmulatorLog } from "./log.js";
import { ContinuationTokens } from "./native/flow/continuationTokens.js";
import { MemoryStorage } from "./provider/memoryAdapter.js";
import { generateSigningKey, type SigningKeys, signingKeysOf } from "./provider/signingKeys.js";
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
}

export async function createEmulatorState(
  { issuer }: Tenant,
  users: readonly ReadyMadeUser[],
  log: EmulatorLog,
  signingKey?: GenerateKeyPairResult,
): Promise<EmulatorState> {
  return {
    accounts: new Accounts(users),
    passcodes: new Passcodes(log),
    continuationTokens: new ContinuationTokens(),
    signingKeys: await signingKeysOf(signingKey ?? (await generateSigningKey()), issuer),
    storage: new MemoryStorage(),
  };
}
