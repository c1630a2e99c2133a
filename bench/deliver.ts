import { buildCroupier, startCroupier } from "./croupier-process.ts";
import { type Deliverer, drain, pace, sent } from "./delivering.ts";
import { withConnections } from "./keep-alive.ts";
import { startMeasured } from "./measured-process.ts";
import { medians } from "./median.ts";
import type { BenchOptions } from "./options.ts";
import { AS_A_SERVICE, AT_ONCE, type Platform, startPlatform } from "./platform.ts";
import { fixed, type Outcome, printTable, type Target, times, whole } from "./report.ts";
import { openRooms } from "./rooms-in-play.ts";
import { openQueue, openRoomsOutbox, openStream, type Sent } from "./sources.ts";
import { type Stage, withStage } from "./stage.ts";

const ROOMS = 600;
/** Rooms are behind by so many commits, anything in between, of three messages each, as an act makes them. */
const COMMITS_A_ROOM = { least: 1, most: 6 };
const MESSAGES_A_COMMIT = 3;
const PER_SECOND = 200;
const CROUPIER = "Croupier, one lane a room";
const BULLMQ = "BullMQ + undici, one job a message";

interface DeliverRow {
  readonly name: string;
  readonly perSecond: number;
  readonly ofCeiling: number;
  readonly cpuMicros: number;
  readonly cpuToCeiling: number;
  readonly outOfOrder: number;
  readonly overlapping: number;
}

interface LatencyRow {
  readonly name: string;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly cpuMicros: number;
}

/** Messages a second, and from commit to request, beside a bare BullMQ worker and a bare stream reader, in turns. */
export function benchDeliver(options: BenchOptions): Promise<Outcome> {
  buildCroupier();
  return withStage(async (stage) => {
    const platform = stage.keep(await startPlatform());
    const rooms = await prepareRooms(stage);
    const deliverers = await startDeliverers(stage, platform);
    await platform.untilQuiet(500);
    const atOnce = await drained({ deliverers, platform, rooms, options, answersMs: AT_ONCE });
    const slowly = await drained({ deliverers, platform, rooms, options, answersMs: AS_A_SERVICE });
    const latency = await paced({ deliverers, platform, rooms, options });
    return outcome(atOnce, slowly, latency);
  });
}

async function prepareRooms({ redis, keep }: Stage): Promise<readonly string[]> {
  const web = await startCroupier({ redisUrl: redis.url, role: "web" });
  keep(web);
  const open = { port: web.port, count: 16 };
  const rooms = await withConnections(open, (connections) => openRooms(connections, ROOMS));
  await web.stop();
  return rooms.map(({ roomId }) => roomId);
}

async function startDeliverers({ redis, keep }: Stage, platform: Platform): Promise<readonly Deliverer[]> {
  const args = [String(redis.port), platform.url];
  const start = (script: string) => startMeasured({ args: [`bench/${script}`, ...args], env: {} });
  const worker = { redisUrl: redis.url, role: "worker", platformUrl: platform.url } as const;
  return [
    {
      name: BULLMQ,
      server: keep(await start("bullmq-ceiling.js")),
      source: keep(openQueue(redis.url)),
      keepsOrder: false,
    },
    {
      name: "one stream, one reader + undici",
      server: keep(await start("stream-ceiling.js")),
      source: keep(openStream(redis.url)),
      keepsOrder: false,
    },
    {
      name: CROUPIER,
      server: keep(await startCroupier(worker)),
      source: keep(openRoomsOutbox(redis.url)),
      keepsOrder: true,
    },
  ];
}

interface Setting {
  readonly deliverers: readonly Deliverer[];
  readonly platform: Platform;
  readonly rooms: readonly string[];
  readonly options: BenchOptions;
}

async function drained(setting: Setting & { readonly answersMs: typeof AT_ONCE }): Promise<DeliverRow[]> {
  const { deliverers, platform, rooms, options, answersMs } = setting;
  const samples: Awaited<ReturnType<typeof drain>>[][] = deliverers.map(() => []);
  // The first round warms them up.
  for (let round = 0; round <= options.rounds; round += 1)
    for (const [at, deliverer] of deliverers.entries()) {
      const sample = await drain(deliverer, platform, { messages: backlog(rooms), answersMs });
      if (round > 0) samples[at]!.push(sample);
    }
  const of = samples.map(medians);
  const ceiling = of[0]!;
  return deliverers.map(({ name }, at) => ({
    name,
    ...of[at]!,
    ofCeiling: of[at]!.perSecond / ceiling.perSecond,
    cpuToCeiling: of[at]!.cpuMicros / ceiling.cpuMicros,
  }));
}

function backlog(rooms: readonly string[]): readonly Sent[] {
  const { least, most } = COMMITS_A_ROOM;
  const commits = rooms.map((_, no) => least + (no % (most - least + 1)));
  const messages: Sent[] = [];
  for (let no = 0; no < most; no += 1)
    for (const [at, roomId] of rooms.entries())
      if (no < commits[at]!) for (let i = 0; i < MESSAGES_A_COMMIT; i += 1) messages.push(sent(roomId));
  return messages;
}

async function paced({ deliverers, platform, rooms, options }: Setting): Promise<LatencyRow[]> {
  const seconds = options.isQuick ? 1 : 4;
  const samples: Awaited<ReturnType<typeof pace>>[][] = deliverers.map(() => []);
  for (let round = 0; round < options.rounds; round += 1)
    for (const [at, deliverer] of deliverers.entries())
      samples[at]!.push(await pace(deliverer, platform, { rooms, perSecond: PER_SECOND, seconds }));
  return deliverers.map(({ name }, at) => ({ name, ...medians(samples[at]!) }));
}

function outcome(
  atOnce: readonly DeliverRow[],
  slowly: readonly DeliverRow[],
  latency: readonly LatencyRow[],
): Outcome {
  for (const [title, rows] of [
    ["deliver, 100ms answers at once", atOnce],
    ["deliver, 100ms answers in 5 to 15 ms", slowly],
  ] as const)
    printTable(title, rows, [
      { head: "messages/s", of: ({ perSecond }) => whole(perSecond) },
      { head: "to BullMQ", of: ({ ofCeiling }) => times(ofCeiling) },
      { head: "CPU µs a message", of: ({ cpuMicros }) => whole(cpuMicros) },
      { head: "to BullMQ", of: ({ cpuToCeiling }) => times(cpuToCeiling) },
      { head: "out of order", of: ({ outOfOrder }) => whole(outOfOrder) },
      { head: "two of a room at once", of: ({ overlapping }) => whole(overlapping) },
    ]);
  printTable(`deliver, ${PER_SECOND} messages a second`, latency, [
    { head: "p50 ms from commit to request", of: ({ p50Ms }) => fixed(2)(p50Ms) },
    { head: "p99 ms", of: ({ p99Ms }) => fixed(2)(p99Ms) },
    { head: "CPU µs a message", of: ({ cpuMicros }) => whole(cpuMicros) },
  ]);
  return { rows: [{ atOnce, slowly, latency }], targets: targetsOf(atOnce, slowly, latency) };
}

function targetsOf(
  atOnce: readonly DeliverRow[],
  slowly: readonly DeliverRow[],
  latency: readonly LatencyRow[],
): readonly Target[] {
  const ours = <Row extends { readonly name: string }>(rows: readonly Row[]): Row =>
    rows.find(({ name }) => name === CROUPIER)!;
  const ratio = { promised: 0.8, bound: "at least", unit: " × BullMQ" } as const;
  return [
    { what: "messages/s, answered at once", measured: ours(atOnce).ofCeiling, ...ratio },
    { what: "messages/s, answered in 5 to 15 ms", measured: ours(slowly).ofCeiling, ...ratio },
    {
      what: "commit to request, p50",
      measured: ours(latency).p50Ms,
      promised: 3,
      bound: "at most",
      unit: " ms",
    },
    {
      what: "commit to request, p99",
      measured: ours(latency).p99Ms,
      promised: 15,
      bound: "at most",
      unit: " ms",
    },
  ];
}
