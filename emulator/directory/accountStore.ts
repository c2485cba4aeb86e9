import { BoundedMap } from "./boundedMap.js";
import type { CustomerAccount } from "./customerAccount.js";
import { loginHintOf } from "./loginHint.js";
import type { PasswordHash } from "./passwords.js";

const mostCreated = 1000;

/** An account with its password, if it has one. */
export interface StoredAccount extends CustomerAccount {
  readonly passwordHash?: () => Promise<PasswordHash>;
}

/** Keeps accounts and finds each without a search: the ready-made ones for ever, the others while there is room. */
export class AccountStore {
  readonly #readyMade = new Map<string, StoredAccount>();
  readonly #created = new BoundedMap<string, StoredAccount>(mostCreated, (account) => this.#forget(account));
  readonly #oidsByEmail = new Map<string, string>();
  readonly #oidsByLoginHint = new Map<string, string>();

  /** Those that are not ready-made, the latest first. */
  get created(): readonly StoredAccount[] {
    return [...this.#created.values()].reverse();
  }

  byOid(oid = ""): StoredAccount | undefined {
    return this.#readyMade.get(oid) ?? this.#created.get(oid);
  }

  byEmail(email: string): StoredAccount | undefined {
    return this.byOid(this.#oidsByEmail.get(email));
  }

  byLoginHint(loginHint: string): StoredAccount | undefined {
    return this.byOid(this.#oidsByLoginHint.get(loginHint));
  }

  /** Keeps a new account, or what has become of one. */
  keep(account: StoredAccount): void {
    const directory = this.#readyMade.has(account.oid) ? this.#readyMade : this.#created;
    directory.set(account.oid, account);
    this.#oidsByEmail.set(account.email, account.oid);
    this.#oidsByLoginHint.set(loginHintOf(account), account.oid);
  }

  /** Returns false for nobody. */
  remove(oid: string): boolean {
    const account = this.byOid(oid);
    if (account) {
      this.#forget(account);
    }
    return this.#readyMade.delete(oid) || this.#created.delete(oid);
  }

  clearCreated(): void {
    for (const account of this.#created.values()) {
      this.#forget(account);
    }
    this.#created.clear();
  }

  /** Has these in place of the ready-made ones. The others stay, unless one of these has their address. */
  replaceReadyMade(accounts: readonly StoredAccount[]): void {
    for (const account of this.#readyMade.values()) {
      this.#forget(account);
    }
    this.#readyMade.clear();
    for (const account of accounts) {
      this.#created.delete(this.#oidsByEmail.get(account.email) ?? "");
      this.#readyMade.set(account.oid, account);
      this.keep(account);
    }
  }

  #forget(account: StoredAccount): void {
    this.#oidsByEmail.delete(account.email);
    this.#oidsByLoginHint.delete(loginHintOf(account));
  }
}
