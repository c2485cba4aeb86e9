import type { IncomingMessage, ServerResponse } from "node:http";
import type { Express } from "express";
import type { GenerateKeyPairResult } from "jose";
import type { TenantDefinition } from "./configuration/tenantDefinition.js";
import { createEmulatorApp } from "./emulatorApp.js";
import type { EmulatorAppOptions } from "./emulatorOptions.js";
import { createEmulatorState, type EmulatorState } from "./emulatorState.js";
import type { Tenant } from "./tenant.js";

interface RunningTenantOptions extends EmulatorAppOptions {
  readonly signingKey?: GenerateKeyPairResult;
}

/** A tenant whose definition can change while it runs: sessions, tokens and people who signed up stay. */
export class RunningTenant {
  readonly #tenant: Tenant;
  readonly #state: EmulatorState;
  readonly #options: RunningTenantOptions;
  #app: Express;

  private constructor(tenant: Tenant, state: EmulatorState, options: RunningTenantOptions, app: Express) {
    this.#tenant = tenant;
    this.#state = state;
    this.#options = options;
    this.#app = app;
  }

  static async start(
    tenant: Tenant,
    definition: TenantDefinition,
    options: RunningTenantOptions,
  ): Promise<RunningTenant> {
    const state = await createEmulatorState(tenant, definition.users, options.log, options.signingKey);
    return new RunningTenant(
      tenant,
      state,
      options,
      await createEmulatorApp(tenant, definition, state, options),
    );
  }

  answer(request: IncomingMessage, response: ServerResponse): void {
    this.#app(request, response);
  }

  /** @throws Error if the tenant would get another id or domain, which are in the addresses that apps have. */
  async change(definition: TenantDefinition): Promise<void> {
    const { id, domain } = this.#tenant;
    if (definition.names.id !== id || definition.names.domain !== domain) {
      throw new Error("The id and the subdomain of the tenant change only when the emulator starts again.");
    }
    const tenant = { ...this.#tenant, ...definition.names };
    this.#app = await createEmulatorApp(tenant, definition, this.#state, this.#options);
    this.#state.accounts.replaceReadyMade(definition.users);
  }
}
