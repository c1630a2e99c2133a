import { randomBytes } from "node:crypto";
import { createApp } from "../app.ts";
import type { Config } from "../config.ts";
import { type Emulator, startEmulator } from "../emulator/emulator.ts";
import { describeAddresses } from "./addresses.ts";
import type { DemoArguments } from "./arguments.ts";
import { type Checks, createChecks } from "./checks.ts";
import { demoConfig } from "./environment.ts";
import { createDemoLog } from "./log.ts";
import { createNarrator } from "./narrator.ts";
import { createProgress } from "./progress.ts";
import { findRedis, forgetKeys } from "./redis.ts";
import { type Seated, seatEverybody } from "./seats.ts";
import { summarize } from "./summary.ts";

interface Stage {
  readonly demo: DemoArguments;
  readonly seed: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Ends the demo early. */
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

const ROOM = "demo-room";

/** Plays the whole demo and returns what did not hold. Whatever happens, nothing that it started is left. */
export async function runDemo(stage: Omit<Stage, "seed">): Promise<readonly string[]> {
  const seed = stage.demo.seed ?? randomBytes(4).toString("hex");
  const checks = createChecks();
  const undo: (() => Promise<unknown>)[] = [];
  try {
    await play({ ...stage, seed }, checks, undo);
  } finally {
    for (const step of undo.reverse()) await settle(step, checks);
  }
  return checks.faults();
}

async function play(stage: Stage, checks: Checks, undo: (() => Promise<unknown>)[]): Promise<void> {
  const { demo, seed, say, signal } = stage;
  const startedAtMs = performance.now();
  const redis = await findRedis(stage);
  undo.push(() => redis.stop());
  say(`Redis      ${redis.source}`);

  const emulator = await startEmulator();
  undo.push(() => emulator.stop());
  const config = demoConfig(demo, { redisUrl: redis.url, platform: emulator, seed });
  undo.push(() => forgetKeys(redis.url, config.redis.prefix));
  const url = await startCroupier(config, checks, stage, undo);
  pointWebhooks(emulator, config, url);

  const progress = createProgress(demo, signal);
  const seated = await seatEverybody({
    emulator,
    url,
    room: ROOM,
    players: demo.players,
    seed,
    checks,
    thinkMs: (luck) => (demo.headless ? 0 : (500 + 1500 * luck) / demo.speed),
    narrator: createNarrator((line) => {
      if (!progress.isOver()) say(line);
    }),
    watch: (table) => progress.see(table),
  });
  undo.push(() => stopBots(seated));
  for (const line of describeAddresses({ url, room: ROOM, config, emulator, seated })) say(line);
  await progress.over(() => checks.faults().length > 0);
  await stopBots(seated);
  const seconds = (performance.now() - startedAtMs) / 1000;
  for (const line of summarize({ seated, checks, seed, hands: progress.hands(), seconds })) say(line);
}

async function startCroupier(
  config: Config,
  checks: Checks,
  { say }: Stage,
  undo: (() => Promise<unknown>)[],
): Promise<string> {
  const app = createApp(config, createDemoLog({ heard: (line) => checks.logged(line), say }));
  undo.push(() => app.stop());
  const { port } = await app.start();
  return `http://127.0.0.1:${port}`;
}

async function settle(step: () => Promise<unknown>, checks: Checks): Promise<void> {
  try {
    await step();
  } catch (error) {
    checks.fail(`it did not stop cleanly: ${String(error)}`);
  }
}

function pointWebhooks(emulator: Emulator, { webhook }: Config, url: string): void {
  const headers = { [webhook.header]: webhook.secrets[0] ?? "" };
  emulator.webhooks.pointAt({ url: `${url}/webhooks/100ms`, headers });
}

async function stopBots(seated: readonly Seated[]): Promise<void> {
  await Promise.all(seated.map(({ bot }) => bot.stop()));
}
