import { Redis } from "ioredis";
import { startRedis } from "../src/demo/redis.ts";
import { buildCroupier, startCroupier } from "./croupier-process.ts";
import { type LoadGenerator, startLoadGenerator } from "./load-generator.ts";
import type { LoadName } from "./load-process.ts";
import { type MeasuredProcess, startMeasured } from "./measured-process.ts";
import { median } from "./median.ts";

export interface AcceptRow {
  readonly name: string;
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Of the server's process alone. */
  readonly cpuMicros: number;
  /** Its CPU for each request to the ceiling's. */
  readonly ratio: number;
}

export interface AcceptOptions {
  readonly seconds: number;
  readonly rounds: number;
}

/** Accepting a command may cost this many times what Express and one EVALSHA cost. */
export const MOST_TIMES_CEILING = 1.6;
export const COMMANDS = "Croupier: a player's command";

interface Contender {
  readonly name: string;
  readonly load: LoadName;
  readonly server: MeasuredProcess;
}

type Sample = Omit<AcceptRow, "name" | "ratio">;

const FIRST_WARM_UP_SECONDS = 5;
const WARM_UP_SECONDS = 0.5;

/** What accepting costs beside the ceiling: in turns, on one Redis, every server in a process of its own. */
export async function benchAccept(options: AcceptOptions): Promise<AcceptRow[]> {
  buildCroupier();
  const redis = await startRedis({ env: process.env, say: console.error });
  const load = startLoadGenerator();
  const servers: MeasuredProcess[] = [];
  try {
    const ceiling = await startMeasured({ args: ["bench/express-ceiling.js", redis.url], env: {} });
    servers.push(ceiling);
    const croupier = await startCroupier({ redisUrl: redis.url, role: "web" });
    servers.push(croupier);
    const contenders: Contender[] = [
      { name: "Express 5 + one EVALSHA", load: "ceiling", server: ceiling },
      { name: COMMANDS, load: "commands", server: croupier },
      { name: "Croupier: a webhook (join, leave)", load: "webhooks", server: croupier },
    ];
    return rowsOf(contenders, await measure({ contenders, load, redisUrl: redis.url }, options));
  } finally {
    load.stop();
    await Promise.all(servers.map((server) => server.stop()));
    await redis.stop();
  }
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
  return rows.map((row) => ({ ...row, ratio: row.cpuMicros / rows[0]!.cpuMicros }));
}
