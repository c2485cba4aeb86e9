import { createHash } from "node:crypto";
import { BoundedMap } from "./boundedMap.js";
import type { CustomerAccount, Profile } from "./customerAccount.js";
import type { NewPerson } from "./newPerson.js";
import { hashPassword, hashWhenNeeded, isPasswordOf, type PasswordHash } from "./passwords.js";
import type { RandomSource } from "./randomSource.js";
import { type ReadyMadeUser, readyMadeUsers } from "./readyMadeUsers.js";

const mostCreated = 1000;

interface StoredAccount extends CustomerAccount {
  readonly passwordHash?: () => Promise<PasswordHash>;
}

/** The directory of the emulated tenant: the ready-made people for ever, the others while there is room. */
export class Accounts {
  readonly #readyMade = new Map<string, StoredAccount>();
  readonly #created = new BoundedMap<string, StoredAccount>(mostCreated, (account) => this.#forget(account));
  readonly #oidsByEmail = new Map<string, string>();
  readonly #oidsByLoginHint = new Map<string, string>();

  readonly #randomSource: RandomSource;

  constructor(randomSource: RandomSource, users: readonly ReadyMadeUser[] = readyMadeUsers) {
    this.#randomSource = randomSource;
    this.replaceReadyMade(users);
  }

  /** Those who signed up or were added, the latest first. */
  get created(): readonly CustomerAccount[] {
    return [...this.#created.values()].reverse();
  }

  /** Has these people, as they are configured, and nobody else. */
  reset(users: readonly ReadyMadeUser[]): void {
    for (const account of this.#created.values()) {
      this.#forget(account);
    }
    this.#created.clear();
    this.replaceReadyMade(users);
  }

  /** Adds a person as if the person had signed up. Returns false if the email address or the object id is taken. */
  add({ password, ...user }: ReadyMadeUser): boolean {
    if (this.#byEmail(user.email) || this.#byOid(user.oid)) {
      return false;
    }
    this.#keep(password === undefined ? user : { ...user, passwordHash: hashWhenNeeded(password) });
    return true;
  }

  /** Removes a person until the tenant's definition, if it has the person, takes effect again. Returns false for nobody. */
  remove(oid: string): boolean {
    const account = this.#byOid(oid);
    if (account) {
      this.#forget(account);
    }
    return this.#readyMade.delete(oid) || this.#created.delete(oid);
  }

  /** Has these people in place of the ready-made ones. Those who signed up stay, unless one of these has their address. */
  replaceReadyMade(users: readonly ReadyMadeUser[]): void {
    for (const account of this.#readyMade.values()) {
      this.#forget(account);
    }
    this.#readyMade.clear();
    for (const { password, ...user } of users) {
      this.#created.delete(this.#oidsByEmail.get(user.email) ?? "");
      this.#readyMade.set(user.oid, user);
      this.#keep(password === undefined ? user : { ...user, passwordHash: hashWhenNeeded(password) });
    }
  }

  findByOid(oid: string): CustomerAccount | undefined {
    return this.#byOid(oid);
  }

  /** `email` is in lower case, as the pages' forms make it. */
  findByEmail(email: string): CustomerAccount | undefined {
    return this.#byEmail(email);
  }

  /** The account whose ID tokens carry this value in the `login_hint` claim. */
  findByLoginHint(loginHint: string): CustomerAccount | undefined {
    return this.#byOid(this.#oidsByLoginHint.get(loginHint));
  }

  async hasPassword(email: string, password: string): Promise<boolean> {
    const hash = await this.#byEmail(email)?.passwordHash?.();
    return hash !== undefined && (await isPasswordOf(hash, password));
  }

  /** True if a passcode is what this person signs in with. */
  isWithoutPassword(oid: string): boolean {
    return this.#byOid(oid)?.passwordHash === undefined;
  }

  /** Returns nothing if the email address is taken, be it in the very moment the password was hashed. */
  async create(person: NewPerson, password: string | undefined): Promise<CustomerAccount | undefined> {
    const hash = password === undefined ? undefined : await hashPassword(password);
    if (this.#byEmail(person.email)) {
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
    this.#keep(account);
    return account;
  }

  async setPassword(email: string, password: string): Promise<CustomerAccount | undefined> {
    const passwordHash = await hashPassword(password);
    const account = this.#byEmail(email);
    if (account) {
      this.#keep({ ...account, passwordHash: async () => passwordHash });
    }
    return account;
  }

  /** Changes what `changes` names, and nothing else. */
  setProfile(oid: string, changes: Partial<Profile>): void {
    const account = this.#byOid(oid);
    if (account) {
      this.#keep({ ...account, ...changes });
    }
  }

  #keep(account: StoredAccount): void {
    const directory = this.#readyMade.has(account.oid) ? this.#readyMade : this.#created;
    directory.set(account.oid, account);
    this.#oidsByEmail.set(account.email, account.oid);
    this.#oidsByLoginHint.set(loginHintOf(account), account.oid);
  }

  #forget(account: StoredAccount): void {
    this.#oidsByEmail.delete(account.email);
    this.#oidsByLoginHint.delete(loginHintOf(account));
  }

  #byOid(oid = ""): StoredAccount | undefined {
    return this.#readyMade.get(oid) ?? this.#created.get(oid);
  }

  #byEmail(email: string): StoredAccount | undefined {
    return this.#byOid(this.#oidsByEmail.get(email));
  }
}

/** The `login_hint` claim: opaque, the same for every app, and of no use to guess the email address from. */
export function loginHintOf(account: CustomerAccount): string {
  return `O.${createHash("sha256").update(`login_hint ${account.oid}`).digest("base64url")}`;
}
