import { Redis } from "ioredis";
import { type LoadGenerator, startLoadGenerator } from "./load-generator.ts";
import type { LoadName } from "./load-process.ts";
import type { MeasuredProcess } from "./measured-process.ts";

interface Contest {
  readonly redisUrl: string;
  readonly load: LoadName;
  readonly start: readonly (() => Promise<MeasuredProcess>)[];
}

/** Short enough that whatever else the machine does meets all of them alike. */
const SLICE_SECONDS = 0.5;
const WARM_UP_SLICES = 6;

/**
 * CPU µs a request of servers that are all up and warm, each with a load of its own, in slices that take turns and
 * change their order: a list for each slice, one figure for each server. The servers are new ones, so that whoever asks
 * again meets another compiler and another heap.
 */
export async function measureInTurns(contest: Contest, slices: number): Promise<number[][]> {
  const servers: MeasuredProcess[] = [];
  const loads = contest.start.map(() => startLoadGenerator());
  try {
    await flush(contest.redisUrl);
    for (const start of contest.start) servers.push(await start());
    const lanes = servers.map((server, at) => ({ server, load: loads[at]! }));
    // All at once: a server closes connections that are silent for long.
    await Promise.all(lanes.map(({ server, load }) => load.prepare(contest.load, server.port)));
    for (let slice = 0; slice < WARM_UP_SLICES; slice += 1)
      for (const { load } of lanes) await load.run(SLICE_SECONDS);
    const figures: number[][] = [];
    for (let slice = 0; slice < slices; slice += 1) figures.push(await measureSlice(lanes, slice));
    return figures;
  } finally {
    for (const load of loads) load.stop();
    await Promise.all(servers.map((server) => server.stop()));
  }
}

interface Lane {
  readonly server: MeasuredProcess;
  readonly load: LoadGenerator;
}

async function measureSlice(lanes: readonly Lane[], slice: number): Promise<number[]> {
  const figures = lanes.map(() => Number.NaN);
  const order = [...lanes.keys()];
  if (slice % 2 === 1) order.reverse();
  for (const at of order) figures[at] = await cpuMicrosOf(lanes[at]!);
  return figures;
}

async function cpuMicrosOf({ server, load }: Lane): Promise<number> {
  const before = await server.cpuMicros();
  const { requests, refused } = await load.run(SLICE_SECONDS);
  if (Object.keys(refused).length > 0) throw new Error(`refused ${JSON.stringify(refused)}`);
  return ((await server.cpuMicros()) - before) / requests;
}

async function flush(redisUrl: string): Promise<void> {
  const redis = new Redis(redisUrl);
  await redis.flushall();
  redis.disconnect();
}
