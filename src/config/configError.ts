/** Thrown with every fault of the configuration at once, a sentence each. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";

  constructor(readonly faults: readonly string[]) {
    super(["The configuration cannot be used:", ...faults].join("\n  "));
  }
}
