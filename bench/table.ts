import { buildCroupier, startCroupier } from "./croupier-process.ts";
import { type MeasuredProcess, startMeasured } from "./measured-process.ts";
import { medians } from "./median.ts";
import type { BenchOptions } from "./options.ts";
import { type AnswersMs, AS_A_SERVICE, AT_ONCE, type Platform, startPlatform } from "./platform.ts";
import { latencies, type Players, startPlayers, toLastPeerMs, untilTold } from "./players.ts";
import type { Thinking } from "./players-process.ts";
import { fixed, type Outcome, printTable, times, whole } from "./report.ts";
import { type Stage, withStage } from "./stage.ts";

const ROOMS = 300;
const AS_PEOPLE: Thinking = { leastMs: 1000, mostMs: 3000 };
const MIXING_SECONDS = 3;
const NOT_AT_ALL: Thinking = { leastMs: 0, mostMs: 0 };
/** What an action of six players owes its room, about: the table, and the views of who acted and who is next. */
const MESSAGES_AN_ACTION = 3;

interface TableRow {
  readonly name: string;
  readonly actionsPerSecond: number;
  /** To the ceiling's. */
  readonly ratio: number;
  readonly handsPerSecond: number;
  readonly messagesPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly cpuMicros: number;
}

interface Contender {
  readonly name: string;
  readonly of: "poker" | "ceiling";
  readonly server: MeasuredProcess;
  readonly players: Players;
}

interface Pace {
  readonly title: string;
  readonly thinking: Thinking;
  readonly answersMs: AnswersMs;
  readonly seconds: number;
}

/** Whole tables, from a player's action to the last peer's message, in one process, beside a ceiling that knows no game. */
export function benchTable(options: BenchOptions): Promise<Outcome> {
  buildCroupier();
  return withStage(async (stage) => {
    const platform = stage.keep(await startPlatform());
    const contenders = await startContenders(stage, platform);
    const seconds = options.isQuick ? 4 : 8;
    const paces: readonly Pace[] = [
      {
        title: "as people do, 100ms answers in 5 to 15 ms",
        thinking: AS_PEOPLE,
        answersMs: AS_A_SERVICE,
        seconds,
      },
      { title: "as people do, 100ms answers at once", thinking: AS_PEOPLE, answersMs: AT_ONCE, seconds },
      {
        title: "without thinking, 100ms answers at once",
        thinking: NOT_AT_ALL,
        answersMs: AT_ONCE,
        seconds: options.seconds,
      },
    ];
    const tables: [string, readonly TableRow[]][] = [];
    for (const pace of paces)
      tables.push([pace.title, await measure(contenders, platform, { pace, rounds: options.rounds })]);
    return outcome(tables);
  });
}

async function startContenders({ redis, keep }: Stage, platform: Platform): Promise<readonly Contender[]> {
  const args = ["bench/table-ceiling.js", String(redis.port), platform.url, String(MESSAGES_AN_ACTION)];
  const ceiling = keep(await startMeasured({ args, env: {} }));
  const croupier = keep(await startCroupier({ redisUrl: redis.url, role: "all", platformUrl: platform.url }));
  const contenders: Contender[] = [
    {
      name: "Express + EVALSHA + BullMQ + undici",
      of: "ceiling",
      server: ceiling,
      players: keep(startPlayers()),
    },
    { name: "Croupier", of: "poker", server: croupier, players: keep(startPlayers()) },
  ];
  for (const { of, server, players } of contenders)
    await players.open({ of, ports: [server.port], rooms: ROOMS, through: "one" });
  // So that the tables are anywhere in their hands, deals included.
  for (const { players } of contenders)
    await players.play([{ name: "all", from: 0, to: ROOMS, thinking: NOT_AT_ALL }], MIXING_SECONDS);
  await platform.untilQuiet(500);
  return contenders;
}

async function measure(
  contenders: readonly Contender[],
  platform: Platform,
  { pace, rounds }: { readonly pace: Pace; readonly rounds: number },
): Promise<readonly TableRow[]> {
  const samples: Awaited<ReturnType<typeof play>>[][] = contenders.map(() => []);
  // The first round warms them up.
  for (let round = 0; round <= rounds; round += 1)
    for (const [at, contender] of contenders.entries()) {
      const seconds = round === 0 ? pace.seconds / 2 : pace.seconds;
      const sample = await play(contender, platform, { ...pace, seconds });
      if (round > 0) samples[at]!.push(sample);
    }
  const of = samples.map(medians);
  return contenders.map(({ name }, at) => ({
    name,
    ...of[at]!,
    ratio: of[at]!.actionsPerSecond / of[0]!.actionsPerSecond,
  }));
}

async function play({ server, players }: Contender, platform: Platform, pace: Pace) {
  const { thinking, answersMs, seconds } = pace;
  await platform.begin(answersMs);
  const before = await server.cpuMicros();
  const { all } = await players.play([{ name: "all", from: 0, to: ROOMS, thinking }], seconds);
  const heard = await untilTold([all!], platform);
  const used = (await server.cpuMicros()) - before;
  const { deeds, hands } = all!;
  if (heard.outOfOrder > 0) throw new Error("the order was broken");
  return {
    actionsPerSecond: deeds.length / seconds,
    handsPerSecond: hands / seconds,
    messagesPerSecond: heard.requests / seconds,
    cpuMicros: used / deeds.length,
    ...latencies(toLastPeerMs(all!, heard)),
  };
}

const MOST_P99_MS = 50;

function outcome(tables: readonly (readonly [string, readonly TableRow[]])[]): Outcome {
  for (const [title, rows] of tables)
    printTable(`table: ${ROOMS} rooms of six, ${title}`, rows, [
      { head: "actions/s", of: ({ actionsPerSecond }) => whole(actionsPerSecond) },
      { head: "to the ceiling", of: ({ ratio }) => times(ratio) },
      { head: "hands/s", of: ({ handsPerSecond }) => fixed(1)(handsPerSecond) },
      { head: "messages/s", of: ({ messagesPerSecond }) => whole(messagesPerSecond) },
      { head: "p50 ms to the last peer", of: ({ p50Ms }) => fixed(1)(p50Ms) },
      { head: "p99 ms", of: ({ p99Ms }) => fixed(1)(p99Ms) },
      { head: "CPU µs an action", of: ({ cpuMicros }) => whole(cpuMicros) },
    ]);
  const promised = { promised: MOST_P99_MS, bound: "at most", unit: " ms" } as const;
  const targets = tables
    .filter(([title]) => title.startsWith("as people do"))
    .map(([title, rows]) => ({
      what: `action to the last peer's request, p99, ${title}`,
      measured: rows[1]!.p99Ms,
      ...promised,
    }));
  return { rows: tables.map(([title, rows]) => ({ title, rows })), targets };
}
