import { AccountStore, type StoredAccount } from "./accountStore.js";
import type { CustomerAccount, Profile } from "./customerAccount.js";
import type { NewPerson } from "./newPerson.js";
import { hashPassword, hashWhenNeeded, isPasswordOf } from "./passwords.js";
import type { RandomSource } from "./randomSource.js";
import { type ReadyMadeUser, readyMadeUsers } from "./readyMadeUsers.js";

/** The directory of the emulated tenant: its people and their passwords. */
export class Accounts {
  readonly #store = new AccountStore();
  readonly #randomSource: RandomSource;

  constructor(randomSource: RandomSource, users: readonly ReadyMadeUser[] = readyMadeUsers) {
    this.#randomSource = randomSource;
    this.replaceReadyMade(users);
  }

  /** Those who signed up or were added, the latest first. */
  get created(): readonly CustomerAccount[] {
    return this.#store.created;
  }

  /** Has these people, as they are configured, and nobody else. */
  reset(users: readonly ReadyMadeUser[]): void {
    this.#store.clearCreated();
    this.replaceReadyMade(users);
  }

  /** Adds a person as if the person had signed up. Returns false if the email address or the object id is taken. */
  add(user: ReadyMadeUser): boolean {
    if (this.#store.byEmail(user.email) || this.#store.byOid(user.oid)) {
      return false;
    }
    this.#store.keep(storedAccount(user));
    return true;
  }

  /** Removes a person until the tenant's definition, if it has the person, takes effect again. Returns false for nobody. */
  remove(oid: string): boolean {
    return this.#store.remove(oid);
  }

  /** Has these people in place of the ready-made ones. Those who signed up stay, unless one of these has their address. */
  replaceReadyMade(users: readonly ReadyMadeUser[]): void {
    this.#store.replaceReadyMade(users.map(storedAccount));
  }

  findByOid(oid: string): CustomerAccount | undefined {
    return this.#store.byOid(oid);
  }

  /** `email` is in lower case, as the pages' forms make it. */
  findByEmail(email: string): CustomerAccount | undefined {
    return this.#store.byEmail(email);
  }

  /** The account whose ID tokens carry this value in the `login_hint` claim. */
  findByLoginHint(loginHint: string): CustomerAccount | undefined {
    return this.#store.byLoginHint(loginHint);
  }

  async hasPassword(email: string, password: string): Promise<boolean> {
    const hash = await this.#store.byEmail(email)?.passwordHash?.();
    return hash !== undefined && (await isPasswordOf(hash, password));
  }

  /** True if a passcode is what this person signs in with. */
  isWithoutPassword(oid: string): boolean {
    return this.#store.byOid(oid)?.passwordHash === undefined;
  }

  /** Returns nothing if the email address is taken, be it in the very moment the password was hashed. */
  async create(person: NewPerson, password: string | undefined): Promise<CustomerAccount | undefined> {
    const hash = password === undefined ? undefined : await hashPassword(password);
    if (this.#store.byEmail(person.email)) {
      return undefined;
    }
    const account: StoredAccount = {
      oid: this.#randomSource.objectId(person.email),
      givenName: null,
      surname: null,
      city: null,
      country: null,
      assignments: {},
      groups: [],
      disabled: false,
      ...person,
      ...(hash ? { passwordHash: async () => hash } : {}),
    };
    this.#store.keep(account);
    return account;
  }

  async setPassword(email: string, password: string): Promise<CustomerAccount | undefined> {
    const passwordHash = await hashPassword(password);
    const account = this.#store.byEmail(email);
    if (account) {
      this.#store.keep({ ...account, passwordHash: async () => passwordHash });
    }
    return account;
  }

  /** Changes what `changes` names, and nothing else. */
  setProfile(oid: string, changes: Partial<Profile>): void {
    const account = this.#store.byOid(oid);
    if (account) {
      this.#store.keep({ ...account, ...changes });
    }
  }
}

function storedAccount({ password, ...user }: ReadyMadeUser): StoredAccount {
  return password === undefined ? user : { ...user, passwordHash: hashWhenNeeded(password) };
}
