import { Redis } from "ioredis";
import { startRedis } from "../src/demo/redis.ts";
import { buildCroupier, startCroupier } from "./croupier-process.ts";
import { type Forked, startForked } from "./forked.ts";
import type { GrowthOrder, GrowthReport } from "./growth-process.ts";
import type { LoadResult } from "./load.ts";
import type { MeasuredProcess } from "./measured-process.ts";
import { medians } from "./median.ts";
import type { BenchOptions } from "./options.ts";
import { AT_ONCE, type Platform, startPlatform } from "./platform.ts";
import { redisCpuMicros } from "./redis-cpu.ts";
import { fixed, type Outcome, printTable, type Target, whole } from "./report.ts";
import { type Stage, withStage } from "./stage.ts";

interface GrowthRow {
  readonly name: string;
  /** Of Croupier and of Redis, for each action. */
  readonly cpuMicros: number;
  readonly redisMicros: number;
  /** Both together, to the smallest. */
  readonly ratio: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly rssMb: number;
  readonly redisMb: number;
}

/** A size, with a Croupier and a Redis of its own, so that all sizes can be measured in turns. */
interface Grown {
  readonly name: string;
  readonly croupier: MeasuredProcess;
  readonly redis: Redis;
  readonly load: Forked<GrowthOrder, GrowthReport>;
}

interface Size {
  readonly name: string;
  readonly rooms: number;
  readonly hands: number;
}

const MOST_GROWTH = 1.15;
/** Rooms that are not behind have nothing to merge, so that every size sends the same messages. */
const PER_SECOND = { rooms: 200, hands: 50 };

/** What an action costs, answer and messages, where there are ever more rooms, and in one room after ever more hands. */
export async function benchGrowth(options: BenchOptions): Promise<Outcome> {
  buildCroupier();
  const sizes = options.isQuick ? [10, 100, 500] : [10, 1_000, 10_000];
  const ofRooms = sizes.map((rooms) => ({ name: `${whole(rooms)} rooms`, rooms, hands: 0 }));
  const ofHands = sizes.map((hands) => ({ name: `${whole(hands)} hands of one room`, rooms: 1, hands }));
  const rooms = await measure(ofRooms, PER_SECOND.rooms, options);
  const hands = await measure(ofHands, PER_SECOND.hands, options);
  return outcome(rooms, hands);
}

function measure(
  sizes: readonly Size[],
  perSecond: number,
  { seconds, rounds }: BenchOptions,
): Promise<readonly GrowthRow[]> {
  return withStage(async (stage) => {
    const platform = stage.keep(await startPlatform());
    await platform.begin(AT_ONCE);
    const grown: Grown[] = [];
    for (const size of sizes) grown.push(await grow(stage, platform, size));
    await platform.untilQuiet(1000);
    const samples: Awaited<ReturnType<typeof play>>[][] = grown.map(() => []);
    // The first round warms them up.
    for (let round = 0; round <= rounds; round += 1)
      for (const [at, one] of grown.entries()) {
        await platform.begin(AT_ONCE);
        const sample = await play(one, platform, { perSecond, seconds: seconds * 2 });
        if (round > 0) samples[at]!.push(sample);
      }
    return rowsOf(grown, samples.map(medians));
  });
}

async function grow({ keep }: Stage, platform: Platform, { name, rooms, hands }: Size): Promise<Grown> {
  const redis = keep(await startRedis({ env: process.env, say: console.error }));
  const around = { redisUrl: redis.url, role: "all", platformUrl: platform.url } as const;
  const croupier = keep(await startCroupier(around));
  const load = keep(startForked<GrowthOrder, GrowthReport>("./growth-process.ts"));
  await load.ask({ order: "open", port: croupier.port, rooms, hands });
  const client = new Redis(redis.url);
  keep({ stop: () => client.disconnect() });
  return { name, croupier, redis: client, load };
}

async function play(
  { name, croupier, redis, load }: Grown,
  platform: Platform,
  pace: { readonly perSecond: number; readonly seconds: number },
) {
  const before = { croupier: await croupier.cpuMicros(), redis: await redisCpuMicros(redis) };
  const report = await load.ask({ order: "play", port: croupier.port, ...pace });
  await platform.untilQuiet(100);
  const { requests, refused, p50Ms, p99Ms } = resultIn(report);
  if (Object.keys(refused).length > 0) throw new Error(`${name}: refused ${JSON.stringify(refused)}`);
  return {
    cpuMicros: ((await croupier.cpuMicros()) - before.croupier) / requests,
    redisMicros: ((await redisCpuMicros(redis)) - before.redis) / requests,
    p50Ms,
    p99Ms,
    rssMb: (await croupier.rssBytes()) / 1e6,
    redisMb: Number(/^used_memory:(\d+)/m.exec(await redis.info("memory"))![1]) / 1e6,
  };
}

function resultIn(report: GrowthReport): LoadResult {
  if (report.report !== "played") throw new Error("not what was asked");
  return report.result;
}

function rowsOf(
  grown: readonly Grown[],
  of: readonly Omit<GrowthRow, "name" | "ratio">[],
): readonly GrowthRow[] {
  const costs = of.map(({ cpuMicros, redisMicros }) => cpuMicros + redisMicros);
  return grown.map(({ name }, at) => ({ name, ...of[at]!, ratio: costs[at]! / costs[0]! }));
}

function outcome(rooms: readonly GrowthRow[], hands: readonly GrowthRow[]): Outcome {
  for (const [title, rows] of [
    [`growth: ${PER_SECOND.rooms} actions a second, room by room`, rooms],
    [`growth: ${PER_SECOND.hands} actions a second in one room`, hands],
  ] as const)
    printTable(title, rows, [
      { head: "CPU µs an action", of: ({ cpuMicros }) => whole(cpuMicros) },
      { head: "Redis CPU µs", of: ({ redisMicros }) => whole(redisMicros) },
      { head: "to the smallest", of: ({ ratio }) => `${ratio.toFixed(2)} ×` },
      { head: "p50 ms", of: ({ p50Ms }) => fixed(2)(p50Ms) },
      { head: "p99 ms", of: ({ p99Ms }) => fixed(2)(p99Ms) },
      { head: "RSS MB", of: ({ rssMb }) => whole(rssMb) },
      { head: "Redis MB", of: ({ redisMb }) => fixed(1)(redisMb) },
    ]);
  return { rows: [{ rooms, hands }], targets: [targetOf(rooms), targetOf(hands)] };
}

function targetOf(rows: readonly GrowthRow[]): Target {
  const [smallest, largest] = [rows[0]!, rows.at(-1)!];
  return {
    what: `cost of an action, ${largest.name}`,
    measured: largest.ratio,
    promised: MOST_GROWTH,
    bound: "less than",
    unit: ` × that of ${smallest.name}`,
  };
}
