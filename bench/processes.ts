import { Redis } from "ioredis";
import { ADMIN_TOKEN, buildCroupier, startCroupier } from "./croupier-process.ts";
import type { MeasuredProcess } from "./measured-process.ts";
import { medians } from "./median.ts";
import type { BenchOptions } from "./options.ts";
import { AT_ONCE, type Platform, startPlatform } from "./platform.ts";
import { latencies, type Players, startPlayers, toLastPeerMs, untilTold } from "./players.ts";
import type { Group, Thinking } from "./players-process.ts";
import { redisCpuMicros } from "./redis-cpu.ts";
import { fixed, type Outcome, printTable, times, whole } from "./report.ts";
import { type Stage, withStage } from "./stage.ts";

interface GrowthRow {
  readonly name: string;
  readonly actionsPerSecond: number;
  readonly ratio: number;
  readonly messagesPerSecond: number;
  /** Commits that were decided on an old version and had to be decided again, of a hundred. */
  readonly conflicts: number;
  /** Processors kept busy. */
  readonly webCores: number;
  readonly workerCores: number;
  readonly redisCores: number;
}

interface FairnessRow {
  readonly name: string;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly actionsPerSecond: number;
  readonly hotPerSecond: number;
}

const MOST = 3;
const ROOMS = 60;
const QUIET_ROOMS = 100;
const AT_EASE: Thinking = { leastMs: 500, mostMs: 1500 };
const NOT_AT_ALL: Thinking = { leastMs: 0, mostMs: 0 };
/** Six players may ask 300 times a second. */
const AT_THE_LIMIT: Thinking = { leastMs: 1, mostMs: 2 };
const MOST_TIMES_ALONE = 1.5;

/** Web and worker processes on one Redis: what more of them bring, and what one hot room costs the others. */
export async function benchProcesses(options: BenchOptions): Promise<Outcome> {
  buildCroupier();
  const growth = await benchGrowth(options);
  const fairness = await benchFairness(options);
  return outcome(growth, fairness);
}

interface Cast {
  readonly webs: readonly MeasuredProcess[];
  readonly workers: readonly MeasuredProcess[];
  readonly platform: Platform;
  readonly players: Players;
  readonly redis: Redis;
}

interface Plan {
  /** Web processes, and as many workers. */
  readonly count: number;
  readonly rooms: number;
  /** Through any web process, so that each finds what another has written, or every room through one of its own. */
  readonly through: "any" | "one";
}

async function startCast({ redis, keep }: Stage, { count, rooms, through }: Plan): Promise<Cast> {
  const platform = keep(await startPlatform());
  await platform.begin(AT_ONCE);
  const start = (role: "web" | "worker") =>
    startCroupier({ redisUrl: redis.url, role, platformUrl: platform.url });
  const [webs, workers]: [MeasuredProcess[], MeasuredProcess[]] = [[], []];
  for (let no = 0; no < count; no += 1) {
    webs.push(keep(await start("web")));
    workers.push(keep(await start("worker")));
  }
  const client = new Redis(redis.url);
  keep({ stop: () => client.disconnect() });
  const players = keep(startPlayers());
  await players.open({ of: "poker", ports: webs.map(({ port }) => port), rooms, through });
  await platform.untilQuiet(300);
  return { webs, workers, platform, players, redis: client };
}

const PLANS: readonly (Plan & { readonly name: string })[] = [
  { name: "1 web, 1 worker", count: 1, rooms: ROOMS, through: "any" },
  { name: "2 and 2, requests at any web", count: 2, rooms: ROOMS, through: "any" },
  { name: "2 and 2, rooms at one web each", count: 2, rooms: ROOMS, through: "one" },
  { name: "3 and 3, requests at any web", count: 3, rooms: ROOMS, through: "any" },
  { name: "3 and 3, rooms at one web each", count: 3, rooms: ROOMS, through: "one" },
];

async function benchGrowth({ seconds, rounds }: BenchOptions): Promise<readonly GrowthRow[]> {
  const samples: Awaited<ReturnType<typeof measureGrowth>>[][] = PLANS.map(() => []);
  for (let round = 0; round < rounds; round += 1)
    for (const [at, plan] of PLANS.entries())
      samples[at]!.push(
        await withStage(async (stage) => {
          const cast = await startCast(stage, plan);
          await cast.players.play([everybody(NOT_AT_ALL)], seconds * plan.count);
          return await measureGrowth(cast, seconds);
        }),
      );
  const of = samples.map(medians);
  return PLANS.map(({ name }, at) => ({
    name,
    ...of[at]!,
    ratio: of[at]!.actionsPerSecond / of[0]!.actionsPerSecond,
  }));
}

function everybody(thinking: Thinking): Group {
  return { name: "all", from: 0, to: ROOMS, thinking };
}

async function measureGrowth(cast: Cast, seconds: number) {
  const before = await readingOf(cast);
  await cast.platform.begin(AT_ONCE);
  const { all } = await cast.players.play([everybody(NOT_AT_ALL)], seconds);
  const after = await readingOf(cast);
  const { requests } = await cast.platform.tell();
  const used = (of: "web" | "worker" | "redis") => (after[of] - before[of]) / 1e6 / seconds;
  return {
    actionsPerSecond: all!.deeds.length / seconds,
    messagesPerSecond: requests / seconds,
    conflicts: (100 * (after.conflicts - before.conflicts)) / all!.deeds.length,
    webCores: used("web"),
    workerCores: used("worker"),
    redisCores: used("redis"),
  };
}

async function readingOf({ webs, workers, redis }: Cast) {
  const total = async (of: readonly MeasuredProcess[], figure: (one: MeasuredProcess) => Promise<number>) =>
    (await Promise.all(of.map(figure))).reduce((sum, one) => sum + one, 0);
  return {
    web: await total(webs, (one) => one.cpuMicros()),
    worker: await total(workers, (one) => one.cpuMicros()),
    redis: await redisCpuMicros(redis),
    conflicts: await total(webs, conflictsOf),
  };
}

async function conflictsOf({ port }: MeasuredProcess): Promise<number> {
  const headers = { authorization: `Bearer ${ADMIN_TOKEN}` };
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`, { headers })).text();
  return Number(/^croupier_commit_conflicts_total (\d+)/m.exec(text)![1]);
}

/** The same quiet rooms alone and beside a hot one, in turns. */
function benchFairness({ isQuick, rounds }: BenchOptions): Promise<readonly FairnessRow[]> {
  return withStage(async (stage) => {
    const cast = await startCast(stage, { count: MOST, rooms: QUIET_ROOMS + 1, through: "any" });
    const quiet: Group = { name: "quiet", from: 0, to: QUIET_ROOMS, thinking: AT_EASE };
    const hot: Group = { name: "hot", from: QUIET_ROOMS, to: QUIET_ROOMS + 1, thinking: AT_THE_LIMIT };
    const hottest: Group = { ...hot, thinking: NOT_AT_ALL };
    const seconds = isQuick ? 3 : 6;
    const kinds = [[quiet], [quiet, hot], [quiet, hottest]];
    await playBeside(cast, [quiet, hottest], seconds);
    const samples: Awaited<ReturnType<typeof playBeside>>[][] = kinds.map(() => []);
    for (let round = 0; round < rounds; round += 1)
      for (const [at, groups] of kinds.entries()) samples[at]!.push(await playBeside(cast, groups, seconds));
    const names = [
      `${QUIET_ROOMS} quiet rooms alone`,
      "beside a room as hot as the rate limit lets it be",
      "beside one without any limit",
    ];
    return names.map((name, at) => ({ name, ...medians(samples[at]!) }));
  });
}

async function playBeside({ platform, players }: Cast, groups: readonly Group[], seconds: number) {
  await platform.begin(AT_ONCE);
  const played = await players.play(groups, seconds);
  const heard = await untilTold(Object.values(played), platform);
  if (heard.outOfOrder > 0) throw new Error("the order was broken");
  const { quiet, hot } = played;
  return {
    ...latencies(toLastPeerMs(quiet!, heard)),
    actionsPerSecond: quiet!.deeds.length / seconds,
    hotPerSecond: (hot?.deeds.length ?? 0) / seconds,
  };
}

function outcome(growth: readonly GrowthRow[], fairness: readonly FairnessRow[]): Outcome {
  printTable(`processes: ${ROOMS} rooms without thinking`, growth, [
    { head: "actions/s", of: ({ actionsPerSecond }) => whole(actionsPerSecond) },
    { head: "to one pair", of: ({ ratio }) => times(ratio) },
    { head: "messages/s", of: ({ messagesPerSecond }) => whole(messagesPerSecond) },
    { head: "conflicts of 100 actions", of: ({ conflicts }) => fixed(1)(conflicts) },
    { head: "cores: web", of: ({ webCores }) => fixed(2)(webCores) },
    { head: "worker", of: ({ workerCores }) => fixed(2)(workerCores) },
    { head: "Redis", of: ({ redisCores }) => fixed(2)(redisCores) },
  ]);
  printTable(`processes: fairness, ${MOST} web and ${MOST} worker`, fairness, [
    { head: "p50 ms to the last peer", of: ({ p50Ms }) => fixed(1)(p50Ms) },
    { head: "p99 ms", of: ({ p99Ms }) => fixed(1)(p99Ms) },
    { head: "actions/s in quiet rooms", of: ({ actionsPerSecond }) => whole(actionsPerSecond) },
    { head: "in the hot one", of: ({ hotPerSecond }) => whole(hotPerSecond) },
  ]);
  const [alone, beside] = fairness;
  return {
    rows: [{ growth, fairness }],
    targets: [
      {
        what: "quiet rooms' p99 beside a hot room",
        measured: beside!.p99Ms / alone!.p99Ms,
        promised: MOST_TIMES_ALONE,
        bound: "at most",
        unit: " × alone",
      },
    ],
  };
}
