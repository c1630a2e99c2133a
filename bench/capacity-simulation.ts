import type { Random } from "../src/demo/random.ts";
import type { Costs } from "./capacity-model.ts";
import { percentile } from "./median.ts";

/** People at tables, as the load of the bench plays them. */
export interface Tables {
  readonly rooms: number;
  readonly thinking: { readonly leastMs: number; readonly mostMs: number };
  /** How long 100ms takes for a call. */
  readonly callMs: { readonly least: number; readonly most: number };
  readonly seconds: number;
}

export interface Predicted {
  readonly actionsPerSecond: number;
  readonly callsPerSecond: number;
  readonly webCores: number;
  readonly workerCores: number;
  readonly redisCores: number;
  /** From an action to the arrival of the last message that tells it. */
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** One thing at a time, in the order of coming. */
interface Station {
  freeAtMs: number;
  busyMs: number;
}

/** What happens to an action next, and when. */
interface Next {
  readonly atMs: number;
  readonly go: () => void;
}

/**
 * Web process, Redis and worker as three queues, 100ms as a delay: what a room has to tell goes out one call after the
 * other. `handOverMs`: what no processor is busy with: sockets, waking up.
 */
export function simulate(
  tables: Tables,
  costs: Costs,
  { handOverMs, random }: { readonly handOverMs: number; readonly random: Random },
): Predicted {
  const stations = { web: station(), redis: station(), worker: station() };
  const untilMs = tables.seconds * 1000;
  const between = (least: number, most: number) => least + random() * (most - least);
  const waiting: Next[] = [];
  const latenciesMs: number[] = [];
  const calls = Math.max(1, Math.round(costs.messagesAnAction));
  const callMicros = (costs.messageMicros * costs.messagesAnAction) / calls;
  const tell = (askedAtMs: number, atMs: number, left: number): void => {
    const sentAtMs = serve(stations.worker, atMs, callMicros);
    if (left === 1) latenciesMs.push(sentAtMs - askedAtMs);
    else {
      const nextAtMs = sentAtMs + between(tables.callMs.least, tables.callMs.most);
      plan(waiting, nextAtMs, () => tell(askedAtMs, nextAtMs, left - 1));
    }
  };
  const act = (askedAtMs: number): void => {
    const storedAtMs = serve(
      stations.redis,
      serve(stations.web, askedAtMs, costs.webMicros),
      costs.redisMicros,
    );
    const atMs = storedAtMs + handOverMs;
    plan(waiting, atMs, () => tell(askedAtMs, atMs, calls));
    const nextAtMs = atMs + between(tables.thinking.leastMs, tables.thinking.mostMs);
    if (nextAtMs < untilMs) plan(waiting, nextAtMs, () => act(nextAtMs));
  };
  for (let room = 0; room < tables.rooms; room += 1) {
    const firstAtMs = between(0, tables.thinking.mostMs);
    plan(waiting, firstAtMs, () => act(firstAtMs));
  }
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) next.go();
  const cores = (of: keyof Costs["idleCores"]) => costs.idleCores[of] + stations[of].busyMs / untilMs;
  return {
    actionsPerSecond: latenciesMs.length / tables.seconds,
    callsPerSecond: (latenciesMs.length * costs.messagesAnAction) / tables.seconds,
    webCores: cores("web"),
    workerCores: cores("worker"),
    redisCores: cores("redis"),
    p50Ms: percentile(latenciesMs, 0.5),
    p99Ms: percentile(latenciesMs, 0.99),
  };
}

/** The next one stands last. */
function plan(waiting: Next[], atMs: number, go: () => void): void {
  let [from, to] = [0, waiting.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((waiting[middle]?.atMs ?? 0) > atMs) from = middle + 1;
    else to = middle;
  }
  waiting.splice(from, 0, { atMs, go });
}

function station(): Station {
  return { freeAtMs: 0, busyMs: 0 };
}

/** When it is done. */
function serve(at: Station, comesAtMs: number, micros: number): number {
  at.freeAtMs = Math.max(at.freeAtMs, comesAtMs) + micros / 1000;
  at.busyMs += micros / 1000;
  return at.freeAtMs;
}
