import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Document } from "../game/game.ts";
import type { Meter } from "../rooms/meter.ts";
import { createBound } from "./bound.ts";
import { createServiceGauges, type ServiceReading } from "./service-gauges.ts";

export interface Metrics {
  readonly meter: Meter;
  /** Everything in Prometheus' text format. */
  render(): Promise<Document>;
}

interface MetricsDeps {
  /** What all processes share; null for a part that did not answer. */
  readonly read: () => Promise<ServiceReading>;
  readonly version: string;
  readonly role: string;
}

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
/** From a commit until 100ms has the message; behind the last bound players have long noticed. */
const DELIVERY_SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120];

const COMMANDS = "/v1/rooms/:roomId/commands";
const WEBHOOKS = "/webhooks/100ms";

/** The figures of this process, counted as it works, and those of the whole service, read when they are asked for. */
export function createMetrics({ read, version, role }: MetricsDeps): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: "croupier_info",
    help: "1; version and role of this process",
    labelNames: ["version", "role"],
    registers: [registry],
  }).set({ version, role }, 1);
  const gauges = createServiceGauges(registry);
  const meter = { ...createHttpMeter(registry), ...createRoomMeter(registry), ...createCallMeter(registry) };
  return {
    meter,
    async render() {
      gauges.set(await read());
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
  };
}

function createHttpMeter(registry: Registry): Pick<Meter, "answered"> {
  const registers = [registry];
  const webhooks = new Counter({
    name: "croupier_webhooks_total",
    help: "Webhooks by outcome: accepted, duplicate, ignored, or the code of the refusal",
    labelNames: ["outcome"],
    registers,
  });
  const webhookSeconds = new Histogram({
    name: "croupier_webhook_seconds",
    help: "From a webhook's arrival to its answer",
    buckets: SECONDS,
    registers,
  });
  const commandSeconds = new Histogram({
    name: "croupier_command_seconds",
    help: "From a command's arrival to its answer: done, refused (4xx) or failed (5xx)",
    labelNames: ["result"],
    buckets: SECONDS,
    registers,
  });
  const refusals = new Counter({
    name: "croupier_command_refusals_total",
    help: "Commands that were not carried out, by the code of the answer",
    labelNames: ["code"],
    registers,
  });
  const requestSeconds = new Histogram({
    name: "croupier_request_seconds",
    help: "All other requests, by route and class of status",
    labelNames: ["route", "status"],
    buckets: SECONDS,
    registers,
  });
  const bound = createBound();
  return {
    answered({ method, route, status, outcome, ms }) {
      if (method === "POST" && route === COMMANDS) {
        commandSeconds.observe({ result: resultOf(status) }, ms / 1000);
        if (status >= 400) refusals.inc({ code: bound(outcome) });
      } else if (method === "POST" && route === WEBHOOKS) {
        webhookSeconds.observe(ms / 1000);
        webhooks.inc({ outcome: bound(outcome) });
      } else requestSeconds.observe({ route, status: `${Math.floor(status / 100)}xx` }, ms / 1000);
    },
  };
}

function resultOf(status: number): "done" | "refused" | "failed" {
  if (status < 400) return "done";
  return status < 500 ? "refused" : "failed";
}

function createRoomMeter(registry: Registry): Pick<Meter, "committed" | "finished"> {
  const registers = [registry];
  const commits = new Counter({
    name: "croupier_commits_total",
    help: "Commits: changed, unchanged (only an answer was stored), repeated (the id was seen), stale, failed",
    labelNames: ["end"],
    registers,
  });
  const conflicts = new Counter({
    name: "croupier_commit_conflicts_total",
    help: "Commits decided on a version that was not the newest any more; each is decided again",
    registers,
  });
  const seconds = new Histogram({
    name: "croupier_commit_seconds",
    help: "One script in Redis, there and back",
    buckets: SECONDS,
    registers,
  });
  const hands = new Counter({ name: "croupier_hands_total", help: "Hands that were finished", registers });
  return {
    committed(end, ms) {
      seconds.observe(ms / 1000);
      commits.inc({ end });
      if (end === "stale") conflicts.inc();
    },
    finished: (count) => hands.inc(count),
  };
}

type CallMeter = Pick<Meter, "delivered" | "buried" | "retried" | "called">;

function createCallMeter(registry: Registry): CallMeter {
  const registers = [registry];
  const deliverySeconds = new Histogram({
    name: "croupier_delivery_seconds",
    help: "From a commit until 100ms took its message",
    labelNames: ["topic"],
    buckets: DELIVERY_SECONDS,
    registers,
  });
  const buried = new Counter({
    name: "croupier_messages_dead_total",
    help: "Messages that 100ms refused for good",
    labelNames: ["topic"],
    registers,
  });
  const retries = new Counter({
    name: "croupier_delivery_retries_total",
    help: "Messages that had to be sent again: throttled (429) or unavailable (5xx, time-out, network, key)",
    labelNames: ["because"],
    registers,
  });
  const callSeconds = new Histogram({
    name: "croupier_platform_call_seconds",
    help: "Calls to 100ms by name, and how they ended: done, refused, throttled, unavailable",
    labelNames: ["call", "end"],
    buckets: SECONDS,
    registers,
  });
  return {
    delivered: (topic, ms) => deliverySeconds.observe({ topic }, Math.max(0, ms) / 1000),
    buried: (topic) => buried.inc({ topic }),
    retried: (because) => retries.inc({ because }),
    called: (call, end, ms) => callSeconds.observe({ call, end }, ms / 1000),
  };
}
