import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Redis } from "ioredis";
import { startRedis } from "../src/demo/redis.ts";
import type { AcceptOptions } from "./accept.ts";
import { buildCroupier, startCroupier } from "./croupier-process.ts";
import { startLoadGenerator } from "./load-generator.ts";
import type { MeasuredProcess } from "./measured-process.ts";
import { median } from "./median.ts";
import { type Outcome, printTable, whole } from "./report.ts";

interface TracingRow {
  readonly name: string;
  readonly cpuMicros: number;
  /** Its CPU for a command to that without tracing. */
  readonly ratio: number;
}

/** Tracing may cost this many times what a command costs without it. */
const MOST_TIMES_UNTRACED = 1.03;
const AS_CONFIGURED = "traced as by default (2 %)";
const WARM_UP_SECONDS = 3;

/** What a player's command costs with and without traces, in turns, on one Redis. */
async function benchTracing({ seconds, rounds }: AcceptOptions): Promise<TracingRow[]> {
  buildCroupier();
  const redis = await startRedis({ env: process.env, say: console.error });
  const collector = await openCollector();
  const load = startLoadGenerator();
  const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url };
  const ways = [
    { name: "not traced", env: {} },
    { name: AS_CONFIGURED, env: endpoint },
    { name: "every command traced", env: { ...endpoint, OTEL_TRACES_SAMPLER_ARG: "1" } },
  ];
  const servers: MeasuredProcess[] = [];
  const client = new Redis(redis.url);
  try {
    for (const { env } of ways) servers.push(await startCroupier({ redisUrl: redis.url, role: "web", env }));
    const samples: number[][] = ways.map(() => []);
    for (let round = 0; round < rounds; round += 1)
      for (const [at, server] of servers.entries()) {
        await client.flushall();
        await load.prepare("commands", server.port);
        await load.run(round === 0 ? WARM_UP_SECONDS : 0.5);
        const before = await server.cpuMicros();
        const { requests } = await load.run(seconds);
        samples[at]!.push(((await server.cpuMicros()) - before) / requests);
      }
    const untraced = median(samples[0]!);
    return ways.map(({ name }, at) => {
      const cpuMicros = median(samples[at]!);
      return { name, cpuMicros, ratio: cpuMicros / untraced };
    });
  } finally {
    client.disconnect();
    load.stop();
    await Promise.all(servers.map((server) => server.stop()));
    collector.close();
    await redis.stop();
  }
}

export async function reportTracing(options: AcceptOptions): Promise<Outcome> {
  const rows = await benchTracing(options);
  printTable("tracing", rows, [
    { head: "CPU to untraced", of: ({ ratio }) => ratio.toFixed(3) },
    { head: "CPU µs per command", of: ({ cpuMicros }) => whole(cpuMicros) },
  ]);
  const measured = rows.find(({ name }) => name === AS_CONFIGURED)!.ratio;
  const promised = { promised: MOST_TIMES_UNTRACED, bound: "at most", unit: " × untraced" } as const;
  return { rows, targets: [{ what: "CPU of a traced command", measured, ...promised }] };
}

/** Takes whatever is sent and throws it away. */
async function openCollector(): Promise<{ readonly url: string; close(): void }> {
  const server = createServer((req, res) => {
    req.resume();
    req.on("end", () => res.writeHead(200, { "content-type": "application/json" }).end("{}"));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
