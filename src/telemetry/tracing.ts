import {
  type Context,
  context,
  propagation,
  ROOT_CONTEXT,
  SpanStatusCode,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import {
  AlwaysOnSampler,
  BasicTracerProvider,
  BatchSpanProcessor,
  ParentBasedSampler,
} from "@opentelemetry/sdk-trace-base";
import type { Telemetry } from "bullmq";
import type { Span, Tracing } from "../rooms/tracing.ts";
import { createQueueTelemetry } from "./queue-telemetry.ts";
import { createSyncContextManager } from "./sync-context.ts";

export interface TracingOptions {
  /** Where an OTLP collector listens, such as `http://localhost:4318`. */
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The share of requests that is recorded, 0 to 1. */
  readonly ratio: number;
  readonly service: string;
  readonly version: string;
  /** How often what was recorded is sent. */
  readonly everyMs: number;
}

export interface RunningTracing extends Tracing {
  readonly queues: {
    readonly telemetry: Telemetry<Context>;
    within<T>(link: string | undefined, task: () => T): T;
  };
  /** Sends what is left. */
  stop(): Promise<void>;
}

/** A collector that is away must not keep the process from stopping. */
const TIMEOUT_MS = 2000;

/** Records a share of the requests with all that follows from them. Sets OpenTelemetry's globals, so once a process. */
export function startTracing(options: TracingOptions): RunningTracing {
  const exporter = new OTLPTraceExporter({
    url: `${options.endpoint}/v1/traces`,
    headers: { ...options.headers },
    timeoutMillis: TIMEOUT_MS,
  });
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ "service.name": options.service, "service.version": options.version }),
    // What is begun was chosen; the variables of OpenTelemetry's own samplers must not choose once more.
    sampler: new ParentBasedSampler({ root: new AlwaysOnSampler() }),
    spanProcessors: [
      new BatchSpanProcessor(exporter, {
        scheduledDelayMillis: options.everyMs,
        exportTimeoutMillis: TIMEOUT_MS,
      }),
    ],
  });
  context.setGlobalContextManager(createSyncContextManager());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(provider);
  const tracer = provider.getTracer("croupier", options.version);
  return {
    root: (name) => (Math.random() < options.ratio ? begin(tracer, name, ROOT_CONTEXT) : null),
    below: (name, link) => (link === undefined ? null : begin(tracer, name, contextOf(link))),
    queues: {
      telemetry: createQueueTelemetry(),
      within: (link, task) => (link === undefined ? task() : context.with(contextOf(link), task)),
    },
    async stop() {
      await Promise.allSettled([provider.shutdown()]);
    },
  };
}

function begin(tracer: Tracer, name: string, parent: Context): Span {
  const span = tracer.startSpan(name, {}, parent);
  return {
    link: linkOf(trace.setSpan(parent, span)),
    end({ name: lastName, ...facts }, failed = false) {
      if (lastName !== undefined) span.updateName(lastName);
      for (const [fact, value] of Object.entries(facts)) span.setAttribute(`croupier.${fact}`, value);
      if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    },
  };
}

function linkOf(of: Context): string {
  const carrier: Record<string, string> = {};
  propagation.inject(of, carrier);
  return carrier["traceparent"] ?? "";
}

function contextOf(link: string): Context {
  return propagation.extract(ROOT_CONTEXT, { traceparent: link });
}
