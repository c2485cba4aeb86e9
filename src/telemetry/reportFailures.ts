import type { SpanExporter } from "@opentelemetry/sdk-trace";
import { describeCause } from "../log/describeCause.js";
import type { Log } from "../log/log.js";
import { LoggableError } from "../log/loggableError.js";

type Callback = Parameters<SpanExporter["export"]>[1];
type Result = Parameters<Callback>[0];

/** An exporter of traces or of metrics. */
interface Exporter<Batch> {
  export(batch: Batch, callback: Callback): void;
}

/** What is sent, and who gets it. */
interface Way {
  readonly what: "Traces" | "Metrics";
  readonly receiver: string;
}

/** OpenTelemetry's numbers for what came of an export. */
const codes = { success: 0, failed: 1 };

/**
 * Lets the log say once that an exporter does not reach its receiver, and once that it does again, however often it is tried in
 * between. The exporter's own sentences, which repeat the receiver's, stay out. Whatever the exporter throws is a failure of that
 * export.
 */
export function reportFailures<Batch>(exporter: Exporter<Batch>, { what, receiver }: Way, log: Log): void {
  const send = exporter.export.bind(exporter);
  let away = false;
  const note = ({ code, error }: Result) => {
    const failed = code !== codes.success;
    if (failed && !away) {
      log.warn(`${what} do not reach ${receiver}: ${describeCause(withStatus(error))}`);
    } else if (!failed && away) {
      log.info(`${what} reach ${receiver} again.`);
    }
    away = failed;
  };
  exporter.export = (batch, callback) => {
    void resultOf((done) => send(batch, done)).then((result) => {
      note(result);
      // At the end the other batches still go out, where a failure would end it.
      callback({ code: codes.success });
    });
  };
}

/** Some exporters call back twice, and some are async functions: the first that is heard counts. */
function resultOf(send: (callback: Callback) => unknown): Promise<Result> {
  return new Promise<Result>((resolve, reject) => {
    Promise.resolve(send(resolve)).catch(reject);
  }).catch((error: unknown) => ({
    code: codes.failed,
    error: error instanceof Error ? error : new Error(),
  }));
}

/** The exporters keep the status of an answer as `code` or `statusCode`. */
function withStatus(error: unknown): unknown {
  return error instanceof Error && "code" in error && typeof error.code === "number"
    ? new LoggableError(`it answered with status ${error.code}.`)
    : error;
}
