import type { ReadableSpan, SpanExporter } from "@opentelemetry/sdk-trace";
import { describeCause } from "../../log/describeCause.js";
import type { Log } from "../../log/log.js";
import { LoggableError } from "../../log/loggableError.js";

type Callback = Parameters<SpanExporter["export"]>[1];
type Result = Parameters<Callback>[0];

/** OpenTelemetry's numbers for what came of an export. */
const codes = { success: 0, failed: 1 };

/**
 * Says once that traces do not reach a receiver, and once that they do again, however often it is tried in between. The
 * exporter's own sentences, which repeat the receiver's, stay out. Whatever the exporter throws is a failure of that export.
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
    void this.#send(spans).then((result) => {
      this.#note(result);
      // At the end the other batches still go out, where a failure would end it.
      callback({ code: codes.success });
    });
  }

  async shutdown(): Promise<void> {
    await this.#exporter.shutdown();
  }

  /** Some exporters call back twice, and some are async functions: the first that is heard counts. */
  #send(spans: ReadableSpan[]): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      Promise.resolve(this.#exporter.export(spans, resolve)).catch(reject);
    }).catch((error: unknown) => ({
      code: codes.failed,
      error: error instanceof Error ? error : new Error(),
    }));
  }

  #note({ code, error }: Result): void {
    const failed = code !== codes.success;
    if (failed && !this.#away) {
      this.#log.warn(`Traces do not reach ${this.#receiver}: ${describeCause(withStatus(error))}`);
    } else if (!failed && this.#away) {
      this.#log.info(`Traces reach ${this.#receiver} again.`);
    }
    this.#away = failed;
  }
}

/** The exporters keep the status of an answer as `code` or `statusCode`. */
function withStatus(error: unknown): unknown {
  return error instanceof Error && "code" in error && typeof error.code === "number"
    ? new LoggableError(`it answered with status ${error.code}.`)
    : error;
}
