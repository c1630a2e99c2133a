import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { Profiler } from "node:inspector";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startRedis } from "../src/demo/redis.ts";
import { buildCroupier, startCroupier } from "./croupier-process.ts";
import { measureInTurns } from "./in-turns.ts";
import { startLoadGenerator } from "./load-generator.ts";
import { median, medianError } from "./median.ts";
import type { BenchOptions } from "./options.ts";
import { shareBelow } from "./profile-share.ts";
import { type Outcome, printTable, whole } from "./report.ts";

interface TracingRow {
  readonly name: string;
  readonly cpuMicros: number;
  /** Its CPU for a command to that without tracing in the same moment: the median of all slices. */
  readonly ratio: number;
  /** By how much that may be wrong, as the slices differ. */
  readonly error: number;
  /** What of its work is tracing's own, by a profile. */
  readonly share: number;
}

/** Tracing may cost this many times what a command costs without it. */
const MOST_TIMES_UNTRACED = 1.03;
const AS_CONFIGURED = "traced as by default (2 %)";
const SLICES_A_ROUND = 14;
const WARM_UP_SECONDS = 3;
const PROFILE_SECONDS = 6;

export async function reportTracing(options: BenchOptions): Promise<Outcome> {
  const rows = await benchTracing(options);
  printTable("tracing", rows, [
    { head: "tracing's own share", of: ({ share }) => `${(share * 100).toFixed(2)} %` },
    { head: "CPU to untraced", of: ({ ratio, error }) => `${ratio.toFixed(3)} ± ${error.toFixed(3)}` },
    { head: "CPU µs per command", of: ({ cpuMicros }) => whole(cpuMicros) },
  ]);
  const { ratio, error, share } = rows.find(({ name }) => name === AS_CONFIGURED)!;
  const promised = { promised: MOST_TIMES_UNTRACED, bound: "at most", unit: " × untraced" } as const;
  // The share is exact but blind to what tracing does to the rest of the process; the ratio sees that, through noise.
  return {
    rows,
    targets: [
      { what: "a traced command by tracing's own share", measured: 1 / (1 - share), ...promised },
      { what: "a traced command by CPU, at the least", measured: ratio - error, ...promised },
    ],
  };
}

/** What a player's command costs with and without traces, in turns, on one Redis; new processes each round. */
async function benchTracing({ rounds }: Pick<BenchOptions, "rounds">): Promise<TracingRow[]> {
  buildCroupier();
  const redis = await startRedis({ env: process.env, say: console.error });
  const collector = await openCollector();
  const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url };
  const ways: Way[] = [
    { name: "not traced", env: {} },
    { name: AS_CONFIGURED, env: endpoint },
    { name: "every command traced", env: { ...endpoint, OTEL_TRACES_SAMPLER_ARG: "1" } },
  ];
  const start = ways.map(
    ({ env }) =>
      async () =>
        startCroupier({ redisUrl: redis.url, role: "web", env }),
  );
  try {
    const figures: number[][] = [];
    for (let round = 0; round < rounds; round += 1)
      figures.push(
        ...(await measureInTurns({ redisUrl: redis.url, load: "commands", start }, SLICES_A_ROUND)),
      );
    const rows: TracingRow[] = [];
    for (const [at, way] of ways.entries())
      rows.push({ ...costOf(way, at, figures), share: await shareOf(way, redis.url) });
    return rows;
  } finally {
    collector.close();
    await redis.stop();
  }
}

interface Way {
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
}

function costOf({ name }: Way, at: number, figures: readonly (readonly number[])[]) {
  const ratios = figures.map((slice) => slice[at]! / slice[0]!);
  const cpuMicros = median(figures.map((slice) => slice[at]!));
  return { name, cpuMicros, ratio: median(ratios), error: medianError(ratios) };
}

async function shareOf({ env }: Way, redisUrl: string): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "croupier-profile-"));
  const load = startLoadGenerator();
  try {
    const nodeFlags = ["--cpu-prof", `--cpu-prof-dir=${folder}`];
    const server = await startCroupier({ redisUrl, role: "web", env, nodeFlags });
    await load.prepare("commands", server.port);
    await load.run(WARM_UP_SECONDS);
    const fromMicros = Number(process.hrtime.bigint() / 1000n);
    await load.run(PROFILE_SECONDS);
    await server.stop();
    return shareBelow({ profile: readProfile(folder), fromMicros, isMeant: isTracing });
  } finally {
    load.stop();
    rmSync(folder, { recursive: true });
  }
}

function readProfile(folder: string): Profiler.Profile {
  return JSON.parse(readFileSync(join(folder, readdirSync(folder)[0]!), "utf8")) as Profiler.Profile;
}

function isTracing(url: string): boolean {
  return /[/]node_modules[/](@opentelemetry|bullmq-otel)[/]|[/]telemetry[/](tracing|sync-context)[.]js$/.test(
    url,
  );
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
