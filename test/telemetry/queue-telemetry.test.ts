import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { propagation, ROOT_CONTEXT, TraceFlags, trace } from "@opentelemetry/api";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import { SpanKind } from "bullmq";
import { createQueueTelemetry } from "../../src/telemetry/queue-telemetry.ts";

const span = { traceId: "0af7651916cd43dd8448eb211c80319c", spanId: "b7ad6b7169203331" };
const recorded = trace.setSpanContext(ROOT_CONTEXT, { ...span, traceFlags: TraceFlags.SAMPLED });
const unrecorded = trace.setSpanContext(ROOT_CONTEXT, { ...span, traceFlags: TraceFlags.NONE });

describe("what BullMQ traces", () => {
  const { tracer, contextManager } = createQueueTelemetry();
  beforeAll(() => void propagation.setGlobalPropagator(new W3CTraceContextPropagator()));
  afterAll(() => propagation.disable());

  it("is one shared nothing where nothing is recorded, and no job carries it", () => {
    const nothing = tracer.startSpan("getNextJob");
    for (const parent of [ROOT_CONTEXT, unrecorded]) {
      expect(tracer.startSpan("process", { kind: SpanKind.INTERNAL }, parent)).toBe(nothing);
      expect(nothing.setSpanOnContext(parent)).toBe(parent);
      expect(contextManager.getMetadata(parent)).toBe("");
    }
  });

  it("is a span of its own below one that is recorded, and the job carries the link", () => {
    expect(tracer.startSpan("add", { kind: SpanKind.INTERNAL }, recorded)).not.toBe(
      tracer.startSpan("add", { kind: SpanKind.INTERNAL }, recorded),
    );
    const metadata = contextManager.getMetadata(recorded);
    expect(JSON.parse(metadata)).toEqual({ traceparent: `00-${span.traceId}-${span.spanId}-01` });
    const carried = contextManager.fromMetadata(ROOT_CONTEXT, metadata);
    expect(trace.getSpanContext(carried)).toMatchObject({ traceId: span.traceId });
  });
});
