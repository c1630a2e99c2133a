import { Redis } from "ioredis";
import { startRedis } from "../src/demo/redis.ts";
import { buildCroupier, startCroupier } from "./croupier-process.ts";
import { type LoadGenerator, startLoadGenerator } from "./load-generator.ts";
import type { MeasuredProcess } from "./measured-process.ts";
import { median } from "./median.ts";
import type { BenchOptions } from "./options.ts";
import { type Outcome, printTable, times, whole } from "./report.ts";

interface ReplicasRow {
  readonly name: string;
  readonly cpuMicros: number;
  /** Its CPU for a command to that of one that waits for nobody. */
  readonly ratio: number;
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

type Sample = Omit<ReplicasRow, "name" | "ratio">;

const WARM_UP_SECONDS = 3;
const WAYS = [
  { name: "not waited for", env: {} },
  { name: "on one replica before it is answered", env: { REDIS_WAIT_REPLICAS: "1" } },
];

/** What a player's command costs when it has to be on a replica, in turns, on one Redis with a replica on this machine. */
export async function reportReplicas(options: BenchOptions): Promise<Outcome> {
  const rows = await benchReplicas(options);
  printTable("replicas", rows, [
    { head: "CPU to not waiting", of: ({ ratio }) => times(ratio) },
    { head: "CPU µs per command", of: ({ cpuMicros }) => whole(cpuMicros) },
    { head: "commands/s", of: ({ requestsPerSecond }) => whole(requestsPerSecond) },
    { head: "p50 ms", of: ({ p50Ms }) => p50Ms.toFixed(1) },
    { head: "p99 ms", of: ({ p99Ms }) => p99Ms.toFixed(1) },
  ]);
  return { rows, targets: [] };
}

async function benchReplicas({ seconds, rounds }: BenchOptions): Promise<ReplicasRow[]> {
  buildCroupier();
  const surroundings = { env: process.env, say: console.error };
  const master = await startRedis(surroundings);
  const settings = ["--replicaof", `127.0.0.1 ${master.port}`];
  const replica = await startRedis({ ...surroundings, settings });
  const load = startLoadGenerator();
  const servers: MeasuredProcess[] = [];
  const client = new Redis(master.url);
  try {
    for (const { env } of WAYS) servers.push(await startCroupier({ redisUrl: master.url, role: "web", env }));
    await client.wait(1, 20_000);
    const samples: Sample[][] = WAYS.map(() => []);
    for (let round = 0; round < rounds; round += 1)
      for (const [at, server] of servers.entries()) {
        await client.flushall();
        await load.prepare("commands", server.port);
        await load.run(round === 0 ? WARM_UP_SECONDS : 0.5);
        samples[at]!.push(await sample(server, load, seconds));
      }
    return rowsOf(samples);
  } finally {
    client.disconnect();
    load.stop();
    await Promise.all(servers.map((server) => server.stop()));
    await Promise.all([master.stop(), replica.stop()]);
  }
}

async function sample(server: MeasuredProcess, load: LoadGenerator, seconds: number): Promise<Sample> {
  const before = await server.cpuMicros();
  const { requests, seconds: took, p50Ms, p99Ms, refused } = await load.run(seconds);
  if (Object.keys(refused).length > 0) throw new Error(`refused ${JSON.stringify(refused)}`);
  const cpuMicros = ((await server.cpuMicros()) - before) / requests;
  return { cpuMicros, requestsPerSecond: requests / took, p50Ms, p99Ms };
}

function rowsOf(samples: readonly (readonly Sample[])[]): ReplicasRow[] {
  const rows = WAYS.map(({ name }, at) => {
    const of = (figure: keyof Sample) => median(samples[at]!.map((one) => one[figure]));
    return {
      name,
      cpuMicros: of("cpuMicros"),
      requestsPerSecond: of("requestsPerSecond"),
      p50Ms: of("p50Ms"),
      p99Ms: of("p99Ms"),
    };
  });
  return rows.map((row) => ({ ...row, ratio: row.cpuMicros / rows[0]!.cpuMicros }));
}
