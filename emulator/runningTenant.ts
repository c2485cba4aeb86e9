import type { IncomingMessage, ServerResponse } from "node:http";
import type { Express } from "express";
import type { GenerateKeyPairResult } from "jose";
import type { TenantDefinition } from "./configuration/tenantDefinition.js";
import { createEmulatorApp } from "./emulatorApp.js";
import type { EmulatorAppOptions } from "./emulatorOptions.js";
import { createEmulatorState, type EmulatorState } from "./emulatorState.js";
import { generateSigningKey, type SigningKeys, signingKeysOf } from "./provider/signingKeys.js";
import type { Faults } from "./steering/faults/faults.js";
import type { TenantControls } from "./steering/tenantControls.js";
import type { Tenant } from "./tenant.js";

interface RunningTenantOptions extends EmulatorAppOptions {
  /** Makes object ids and passcodes the same at every start. */
  readonly seed?: string;
  readonly signingKey?: GenerateKeyPairResult;
}

/** Keys that have signed before and are published still. */
const mostOlderKeys = 3;

/** What answers requests is made of. */
interface Composition {
  readonly tenant: Tenant;
  readonly definition: TenantDefinition;
  readonly state: EmulatorState;
}

/** A tenant whose definition can change while it runs: sessions, tokens and people who signed up stay. */
export class RunningTenant implements TenantControls {
  readonly #options: RunningTenantOptions;
  readonly #firstKeys: SigningKeys;
  #composition: Composition;
  #app: Express | undefined;
  /** The last of the changes, each of which begins when the one before it has ended. */
  #changes: Promise<void> = Promise.resolve();

  private constructor(composition: Composition, options: RunningTenantOptions) {
    this.#composition = composition;
    this.#options = options;
    this.#firstKeys = composition.state.signingKeys;
  }

  static async start(
    tenant: Tenant,
    definition: TenantDefinition,
    options: RunningTenantOptions,
  ): Promise<RunningTenant> {
    const state = await createEmulatorState(tenant, definition.users, options);
    const running = new RunningTenant({ tenant, definition, state }, options);
    await running.#compose({});
    return running;
  }

  get faults(): Faults {
    return this.#composition.state.faults;
  }

  answer(request: IncomingMessage, response: ServerResponse): void {
    this.#app?.(request, response);
  }

  /** @throws Error if the tenant would get another id or domain, which are in the addresses that apps have. */
  change(definition: TenantDefinition): Promise<void> {
    return this.#inTurn(async () => {
      const { tenant, state } = this.#composition;
      if (definition.names.id !== tenant.id || definition.names.domain !== tenant.domain) {
        throw new Error("The id and the subdomain of the tenant change only when the emulator starts again.");
      }
      await this.#compose({ definition, tenant: { ...tenant, ...definition.names } });
      state.accounts.replaceReadyMade(definition.users);
    });
  }

  rollKeysOver(): Promise<void> {
    return this.#inTurn(async () => {
      const { tenant, state } = this.#composition;
      const older = state.signingKeys.published.keys.slice(0, mostOlderKeys);
      await this.#signWith(await signingKeysOf(await generateSigningKey(), tenant.issuer, older));
    });
  }

  reset(): Promise<void> {
    return this.#inTurn(async () => {
      const { definition, state } = this.#composition;
      state.reset(definition.users);
      await this.#signWith(this.#firstKeys);
    });
  }

  #inTurn(change: () => Promise<void>): Promise<void> {
    const turn = this.#changes.then(change);
    this.#changes = turn.catch(() => {});
    return turn;
  }

  #signWith(signingKeys: SigningKeys): Promise<void> {
    return this.#compose({ state: { ...this.#composition.state, signingKeys } });
  }

  async #compose(changes: Partial<Composition>): Promise<void> {
    const composition = { ...this.#composition, ...changes };
    const { tenant, definition, state } = composition;
    this.#app = await createEmulatorApp(tenant, definition, state, { ...this.#options, controls: this });
    this.#composition = composition;
  }
}
