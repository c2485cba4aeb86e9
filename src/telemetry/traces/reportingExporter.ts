import type { ReadableSpan, SpanExporter } from "@opentelemetry/sdk-trace";
import { describeCause } from "../../log/describeCause.js";
import type { Log } from "../../log/log.js";
import { LoggableError } from "../../log/loggableError.js";

type Callback = Parameters<SpanExporter["export"]>[1];

/**
 * Says once that traces do not reach a receiver, and once that they do again, however often it is tried in between. The
 * exporter's own sentences, which repeat the receiver's, stay out.
 */
export class ReportingExporter implements SpanExporter {
  readonly #exporter: SpanExporter;
  readonly #receiver: string;
  readonly #log: Log;
  #away = false;

  /** `receiver` names who gets the traces. */
  constructor(exporter: SpanExporter, receiver: string, log: Log) {
    this.#exporter = exporter;
    this.#receiver = receiver;
    this.#log = log;
  }

  export(spans: ReadableSpan[], callback: Callback): void {
    this.#exporter.export(spans, (result) => {
      // 0 is success.
      this.#note(result.code === 0 ? undefined : (result.error ?? new Error()));
      callback(result);
    });
  }

  shutdown(): Promise<void> {
    return this.#exporter.shutdown();
  }

  #note(error: Error | undefined): void {
    if (error && !this.#away) {
      this.#log.warn(`Traces do not reach ${this.#receiver}: ${describeCause(withStatus(error))}`);
    } else if (!error && this.#away) {
      this.#log.info(`Traces reach ${this.#receiver} again.`);
    }
    this.#away = error !== undefined;
  }
}

/** The OTLP exporter's `code` is the status of an answer. */
function withStatus(error: Error): Error {
  return "code" in error && typeof error.code === "number"
    ? new LoggableError(`it answered with status ${error.code}`)
    : error;
}
