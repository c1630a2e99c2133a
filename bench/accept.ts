import { Redis } from "ioredis";
import { startRedis } from "../src/demo/redis.ts";
import { buildCroupier, startCroupier } from "./croupier-process.ts";
import { type LoadGenerator, startLoadGenerator } from "./load-generator.ts";
import type { LoadName } from "./load-process.ts";
import { type MeasuredProcess, startMeasured } from "./measured-process.ts";
import { median } from "./median.ts";
import { type Outcome, printTable, times, whole } from "./report.ts";

interface AcceptRow {
  readonly name: string;
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Of the server's process alone. */
  readonly cpuMicros: number;
  /** Its CPU for each request to the ceiling's. */
  readonly ratio: number;
  /** Its requests a second to the ceiling's. */
  readonly throughput: number;
}

export interface AcceptOptions {
  readonly seconds: number;
  readonly rounds: number;
}

/** Accepting a command may cost this many times what Express and one EVALSHA cost. */
const MOST_TIMES_CEILING = 1.6;
/** Of the ceiling's requests a second, with all checks on. */
const LEAST_OF_CEILING = 0.8;
const COMMANDS = "Croupier: a player's command";
const WEBHOOKS = "Croupier: a webhook (join, leave)";

interface Contender {
  readonly name: string;
  readonly load: LoadName;
  readonly server: MeasuredProcess;
}

type Sample = Omit<AcceptRow, "name" | "ratio" | "throughput">;

const FIRST_WARM_UP_SECONDS = 5;
const WARM_UP_SECONDS = 0.5;

/** What accepting costs beside the ceiling: in turns, on one Redis, every server in a process of its own. */
async function benchAccept(options: AcceptOptions): Promise<AcceptRow[]> {
  buildCroupier();
  const redis = await startRedis({ env: process.env, say: console.error });
  const load = startLoadGenerator();
  const servers: MeasuredProcess[] = [];
  try {
    const ceiling = await startMeasured({ args: ["bench/express-ceiling.js", redis.url], env: {} });
    servers.push(ceiling);
    // One for each load: a process that remembers the rooms of the other one has more to look through for garbage.
    const [forCommands, forWebhooks] = [await startWeb(redis.url), await startWeb(redis.url)];
    servers.push(forCommands, forWebhooks);
    const contenders: Contender[] = [
      { name: "Express 5 + one EVALSHA", load: "ceiling", server: ceiling },
      { name: COMMANDS, load: "commands", server: forCommands },
      { name: WEBHOOKS, load: "webhooks", server: forWebhooks },
    ];
    return rowsOf(contenders, await measure({ contenders, load, redisUrl: redis.url }, options));
  } finally {
    load.stop();
    await Promise.all(servers.map((server) => server.stop()));
    await redis.stop();
  }
}

function startWeb(redisUrl: string): Promise<MeasuredProcess> {
  return startCroupier({ redisUrl, role: "web" });
}

export async function reportAccept(options: AcceptOptions): Promise<Outcome> {
  const rows = await benchAccept(options);
  printTable("accept", rows, [
    { head: "CPU to the ceiling", of: ({ ratio }) => times(ratio) },
    { head: "CPU µs per request", of: ({ cpuMicros }) => whole(cpuMicros) },
    { head: "requests/s", of: ({ requestsPerSecond }) => whole(requestsPerSecond) },
    { head: "to the ceiling", of: ({ throughput }) => times(throughput) },
    { head: "p50 ms", of: ({ p50Ms }) => p50Ms.toFixed(1) },
    { head: "p99 ms", of: ({ p99Ms }) => p99Ms.toFixed(1) },
  ]);
  const of = (name: string): AcceptRow => rows.find((row) => row.name === name)!;
  const most = { promised: MOST_TIMES_CEILING, bound: "at most", unit: " × the ceiling" } as const;
  const least = { promised: LEAST_OF_CEILING, bound: "at least", unit: " × the ceiling" } as const;
  return {
    rows,
    targets: [
      { what: "CPU of a command", measured: of(COMMANDS).ratio, ...most },
      { what: "commands/s", measured: of(COMMANDS).throughput, ...least },
      { what: "webhooks/s", measured: of(WEBHOOKS).throughput, ...least },
    ],
  };
}

interface Setting {
  readonly contenders: readonly Contender[];
  readonly load: LoadGenerator;
  readonly redisUrl: string;
}

async function measure(
  { contenders, load, redisUrl }: Setting,
  { seconds, rounds }: AcceptOptions,
): Promise<Sample[][]> {
  const samples: Sample[][] = contenders.map(() => []);
  const redis = new Redis(redisUrl);
  for (let round = 0; round < rounds; round += 1)
    for (const [at, contender] of contenders.entries()) {
      // Nobody takes the messages out of the outboxes.
      await redis.flushall();
      await load.prepare(contender.load, contender.server.port);
      await load.run(round === 0 ? FIRST_WARM_UP_SECONDS : WARM_UP_SECONDS);
      samples[at]!.push(await sample(contender, load, seconds));
    }
  redis.disconnect();
  return samples;
}

async function sample({ name, server }: Contender, load: LoadGenerator, seconds: number): Promise<Sample> {
  const before = await server.cpuMicros();
  const result = await load.run(seconds);
  const used = (await server.cpuMicros()) - before;
  const refused = Object.entries(result.refused);
  if (refused.length > 0) throw new Error(`${name}: refused ${JSON.stringify(result.refused)}`);
  return {
    requestsPerSecond: result.requests / result.seconds,
    p50Ms: result.p50Ms,
    p99Ms: result.p99Ms,
    cpuMicros: used / result.requests,
  };
}

function rowsOf(contenders: readonly Contender[], samples: readonly (readonly Sample[])[]): AcceptRow[] {
  const rows = contenders.map(({ name }, at) => {
    const of = (figure: keyof Sample) => median(samples[at]!.map((one) => one[figure]));
    return {
      name,
      requestsPerSecond: of("requestsPerSecond"),
      p50Ms: of("p50Ms"),
      p99Ms: of("p99Ms"),
      cpuMicros: of("cpuMicros"),
    };
  });
  return rows.map((row) => ({
    ...row,
    ratio: row.cpuMicros / rows[0]!.cpuMicros,
    throughput: row.requestsPerSecond / rows[0]!.requestsPerSecond,
  }));
}
