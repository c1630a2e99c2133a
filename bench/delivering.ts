import { randomInt } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { MeasuredProcess } from "./measured-process.ts";
import { percentile } from "./median.ts";
import { type AnswersMs, AT_ONCE, monotonicMs, type Platform } from "./platform.ts";
import type { Sent, Source } from "./sources.ts";

/** Who delivers, and from where. */
export interface Deliverer {
  readonly name: string;
  readonly server: MeasuredProcess;
  readonly source: Source;
  /** Its rooms keep their order. */
  readonly keepsOrder: boolean;
}

/** A table message of six players is as long. */
const PADDING = "x".repeat(1400);

/** How fast it empties what was put up while it stood still. */
export async function drain(
  { name, server, source, keepsOrder }: Deliverer,
  platform: Platform,
  { messages, answersMs }: { readonly messages: readonly Sent[]; readonly answersMs: AnswersMs },
) {
  await platform.begin(answersMs);
  process.kill(server.pid, "SIGSTOP");
  await source.put(messages);
  process.kill(server.pid, "SIGCONT");
  const before = await server.cpuMicros();
  await platform.until(messages.length);
  const cpuMicros = ((await server.cpuMicros()) - before) / messages.length;
  const heard = await platform.tell();
  if (heard.requests !== messages.length) throw new Error(`${name}: ${heard.requests} requests`);
  if (keepsOrder && heard.outOfOrder + heard.overlapping > 0) throw new Error(`${name} broke the order`);
  const { outOfOrder, overlapping } = heard;
  return { perSecond: rateOf(heard.timesMs), cpuMicros, outOfOrder, overlapping };
}

// Of the middle: a worker that wakes from standing still, and the last rooms, whose messages wait for one another
// while lanes are free, are neither's pace.
function rateOf(timesMs: readonly number[]): number {
  const [from, to] = [Math.floor(timesMs.length * 0.1), Math.floor(timesMs.length * 0.8)];
  return ((to - from) * 1000) / (timesMs[to]! - timesMs[from]!);
}

/** How long a message takes from its commit to 100ms when so many come a second. */
export async function pace(
  { server, source }: Deliverer,
  platform: Platform,
  { rooms, perSecond, seconds }: { rooms: readonly string[]; perSecond: number; seconds: number },
) {
  await platform.begin(AT_ONCE);
  const before = await server.cpuMicros();
  const startedAtMs = monotonicMs();
  const puts: Promise<void>[] = [];
  for (let no = 0; no < perSecond * seconds; no += 1) {
    const waitMs = startedAtMs + (no * 1000) / perSecond - monotonicMs();
    if (waitMs > 0) await delay(waitMs);
    puts.push(source.put([sent(rooms[randomInt(rooms.length)]!)]));
  }
  await Promise.all(puts);
  await platform.until(puts.length);
  const cpuMicros = ((await server.cpuMicros()) - before) / puts.length;
  const { latenciesMs } = await platform.tell();
  return { p50Ms: percentile(latenciesMs, 0.5), p99Ms: percentile(latenciesMs, 0.99), cpuMicros };
}

let seq = 0;

export function sent(roomId: string): Sent {
  seq += 1;
  const envelope = { v: 1, game: "poker", room: roomId, seq, sentAtMs: monotonicMs(), kind: "table" };
  return { roomId, seq, message: JSON.stringify({ ...envelope, table: PADDING }) };
}
