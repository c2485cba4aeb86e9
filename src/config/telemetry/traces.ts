import { orDefault, type Settings } from "../settings/settings.js";
import { isSent, type ReceiversConfig, receiversOf } from "./receivers.js";

/** Where traces go, and which there are. */
export interface TracesConfig extends ReceiversConfig {
  /** The part of the requests that is traced, up to 1. */
  readonly samplingRatio: number;
}

/** Returns what the settings say of traces; undefined if there are none. */
export function tracesOf(
  settings: Settings,
  addresses: readonly string[],
  warnings: string[],
): TracesConfig | undefined {
  const receivers = receiversOf(settings, "traces", addresses);
  if (!isSent(receivers)) {
    return undefined;
  }
  const samplingRatio = samplingRatioOf(settings, warnings);
  return samplingRatio > 0 ? { ...receivers, samplingRatio } : undefined;
}

/**
 * The app begins each trace itself, so that a sampler decides the same with `parentbased_` in front and without it.
 *
 * @see https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/#general-sdk-configuration
 */
function samplingRatioOf(settings: Settings, warnings: string[]): number {
  const sampler = orDefault(settings, "OTEL_TRACES_SAMPLER");
  if (sampler.endsWith("traceidratio")) {
    return orDefault(settings, "OTEL_TRACES_SAMPLER_ARG");
  }
  if (settings.OTEL_TRACES_SAMPLER_ARG !== undefined) {
    warnings.push("OTEL_TRACES_SAMPLER_ARG is of no use unless OTEL_TRACES_SAMPLER is one of a ratio.");
  }
  return sampler.endsWith("always_on") ? 1 : 0;
}
