import { createHash, randomUUID } from "node:crypto";
import { BoundedMap } from "./boundedMap.js";
import type { CustomerAccount, Profile } from "./customerAccount.js";
import { hashPassword, hashWhenNeeded, isPasswordOf, type PasswordHash } from "./passwords.js";
import { readyMadeUsers } from "./readyMadeUsers.js";

const mostCreated = 1000;

interface StoredAccount extends CustomerAccount {
  readonly passwordHash: () => Promise<PasswordHash>;
}

/** The directory of the emulated tenant: the ready-made people for ever, the others while there is room. */
export class Accounts {
  readonly #readyMade = new Map<string, StoredAccount>();
  readonly #created = new BoundedMap<string, StoredAccount>(mostCreated);

  constructor() {
    for (const { password, ...user } of readyMadeUsers) {
      this.#readyMade.set(user.oid, { ...user, passwordHash: hashWhenNeeded(password) });
    }
  }

  findByOid(oid: string): CustomerAccount | undefined {
    return this.#readyMade.get(oid) ?? this.#created.get(oid);
  }

  /** `email` is in lower case, as the pages' forms make it. */
  findByEmail(email: string): CustomerAccount | undefined {
    return this.#stored(email);
  }

  /** The account whose ID tokens carry this value in the `login_hint` claim. */
  findByLoginHint(loginHint: string): CustomerAccount | undefined {
    return this.#all().find((account) => loginHintOf(account) === loginHint);
  }

  async hasPassword(email: string, password: string): Promise<boolean> {
    const account = this.#stored(email);
    return account !== undefined && (await isPasswordOf(await account.passwordHash(), password));
  }

  /** Returns nothing if the email address is taken, be it in the very moment the password was hashed. */
  async create(email: string, password: string, displayName: string): Promise<CustomerAccount | undefined> {
    const passwordHash = await hashPassword(password);
    if (this.#stored(email)) {
      return undefined;
    }
    const noMore = { givenName: null, surname: null, city: null, country: null };
    const account = {
      oid: randomUUID(),
      email,
      displayName,
      ...noMore,
      roles: [],
      passwordHash: async () => passwordHash,
    };
    this.#keep(account);
    return account;
  }

  async setPassword(email: string, password: string): Promise<CustomerAccount | undefined> {
    const passwordHash = await hashPassword(password);
    const account = this.#stored(email);
    if (account) {
      this.#keep({ ...account, passwordHash: async () => passwordHash });
    }
    return account;
  }

  /** Changes what `changes` names, and nothing else. */
  setProfile(oid: string, changes: Partial<Profile>): void {
    const account = this.#all().find((each) => each.oid === oid);
    if (account) {
      this.#keep({ ...account, ...changes });
    }
  }

  #keep(account: StoredAccount): void {
    const directory = this.#readyMade.has(account.oid) ? this.#readyMade : this.#created;
    directory.set(account.oid, account);
  }

  #stored(email: string): StoredAccount | undefined {
    return this.#all().find((account) => account.email === email);
  }

  #all(): StoredAccount[] {
    return [...this.#readyMade.values(), ...this.#created.values()];
  }
}

/** The `login_hint` claim: opaque, the same for every app, and of no use to guess the email address from. */
export function loginHintOf(account: CustomerAccount): string {
  return `O.${createHash("sha256").update(`login_hint ${account.oid}`).digest("base64url")}`;
}
