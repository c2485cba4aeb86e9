import { AsyncLocalStorage } from "node:async_hooks";
import type { TracingChannel } from "node:diagnostics_channel";
import {
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  type SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import { type Ended, listen } from "../listen.js";
import { allowedAttributes, type SpanAttributes } from "./attributes.js";

/** What a span says of an operation. */
interface SpanDescription<Operation> {
  readonly kind: SpanKind;
  /** Whether the operation belongs to another: never, if there is one, or always, so that alone it has no span. */
  readonly belongs: "never" | "maybe" | "always";
  attributes(operation: Ended<Operation>): SpanAttributes;
  /** The name of the span, by those of its attributes that are allowed. */
  name(attributes: SpanAttributes): string;
  /** Called when the operation begins, with the span to which it belongs. */
  begin?(operation: Operation, context: SpanContext): void;
}

/** Makes spans of what the channels tell. Nothing here throws: an error in a listener would end the process. */
export class SpanRecorder {
  readonly #tracer: Tracer;
  readonly #servers: ReadonlySet<string>;
  readonly #active = new AsyncLocalStorage<Span | undefined>();
  readonly #spans = new WeakMap<object, Span>();

  /** `servers` are the hosts that spans may name. */
  constructor(tracer: Tracer, servers: ReadonlySet<string>) {
    this.#tracer = tracer;
    this.#servers = servers;
  }

  /** The span to which belongs what runs now. */
  get active(): SpanContext | undefined {
    return this.#active.getStore()?.spanContext();
  }

  /** Makes a span of each operation on a channel. Returns a function that ends it. */
  record<Operation extends object>(
    channel: TracingChannel<unknown, Operation>,
    description: SpanDescription<Operation>,
  ): () => void {
    channel.start.bindStore(this.#active, (operation) => this.#begin(operation, description));
    // The line of the log that says how an operation has ended belongs to it.
    channel.asyncEnd.bindStore(this.#active, (operation) => this.#spans.get(operation));
    const endListening = listen(channel, { end: (operation) => this.#end(operation, description) });
    return () => {
      channel.start.unbindStore(this.#active);
      channel.asyncEnd.unbindStore(this.#active);
      endListening();
    };
  }

  #begin<Operation extends object>(operation: Operation, description: SpanDescription<Operation>) {
    // On one connection the next request may begin in what the one before it has left.
    const parent = description.belongs === "never" ? undefined : this.#active.getStore();
    const span = this.#isTraced(parent, description) ? this.#start(description.kind, parent) : parent;
    if (span) {
      description.begin?.(operation, span.spanContext());
    }
    if (span && span !== parent) {
      this.#spans.set(operation, span);
    }
    return span;
  }

  /** What belongs to a span that is not recorded is not either. */
  #isTraced<Operation>(parent: Span | undefined, { belongs }: SpanDescription<Operation>): boolean {
    return parent ? parent.isRecording() : belongs !== "always";
  }

  #start(kind: SpanKind, parent: Span | undefined): Span {
    const context = parent ? trace.setSpan(ROOT_CONTEXT, parent) : ROOT_CONTEXT;
    // It gets its name at its end, when the route is known.
    return this.#tracer.startSpan("unfinished", { kind }, context);
  }

  #end<Operation extends object>(operation: Ended<Operation>, description: SpanDescription<Operation>): void {
    const span = this.#spans.get(operation);
    if (!span?.isRecording()) {
      return;
    }
    const attributes = allowedAttributes(description.attributes(operation), this.#servers);
    span.updateName(description.name(attributes));
    span.setAttributes(attributes);
    if ("error.type" in attributes) {
      span.setStatus({ code: SpanStatusCode.ERROR });
    }
    span.end();
  }
}
