import { type Context, context, TraceFlags, trace } from "@opentelemetry/api";
import type { Span, Telemetry } from "bullmq";
import { BullMQOtel } from "bullmq-otel";

/** BullMQ's own spans, below those that are recorded. It begins spans all the time: the others are not even made. */
export function createQueueTelemetry(): Telemetry<Context> {
  const { tracer, contextManager } = new BullMQOtel({ tracerName: "bullmq" });
  return {
    tracer: {
      startSpan: (name, options, parent) =>
        isRecorded(parent ?? context.active()) ? tracer.startSpan(name, options, parent) : NO_SPAN,
    },
    contextManager: {
      active: () => contextManager.active(),
      with: (within, task) => contextManager.with(within, task),
      fromMetadata: (active, metadata) => contextManager.fromMetadata(active, metadata),
      // Empty, it is not stored with the job.
      getMetadata: (of) => (isRecorded(of) ? contextManager.getMetadata(of) : ""),
    },
  };
}

const NO_SPAN: Span<Context> = {
  setSpanOnContext: (of) => of,
  setAttribute: () => undefined,
  setAttributes: () => undefined,
  addEvent: () => undefined,
  recordException: () => undefined,
  end: () => undefined,
};

function isRecorded(of: Context): boolean {
  const flags = trace.getSpanContext(of)?.traceFlags ?? TraceFlags.NONE;
  return (flags & TraceFlags.SAMPLED) !== 0;
}
