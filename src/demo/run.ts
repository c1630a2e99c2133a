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
import { createProgress, type Progress } from "./progress.ts";
import { findRedis, forgetKeys } from "./redis.ts";
import { type Seated, type Setting, seatEverybody } from "./seats.ts";
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

interface Outcome {
  /** What did not hold. */
  readonly faults: readonly string[];
  /** All hands that were asked for were played. */
  readonly isComplete: boolean;
}

/** Plays the whole demo. Whatever happens, nothing that it started is left. */
export async function runDemo(given: Omit<Stage, "seed">): Promise<Outcome> {
  const stage = { ...given, seed: given.demo.seed ?? randomBytes(4).toString("hex") };
  const checks = createChecks();
  const progress = createProgress(stage.demo.hands, stage.signal);
  const undo: (() => Promise<unknown>)[] = [];
  try {
    await play(stage, { checks, progress }, undo);
  } catch (error) {
    checks.fail((error as Error).message);
  }
  for (const step of undo.reverse()) await settle(step, checks);
  return { faults: checks.faults(), isComplete: progress.isComplete() };
}

interface Watch {
  readonly checks: Checks;
  readonly progress: Progress;
}

async function play(stage: Stage, watch: Watch, undo: (() => Promise<unknown>)[]): Promise<void> {
  const { demo, seed, say } = stage;
  const { checks, progress } = watch;
  const startedAtMs = performance.now();
  const redis = await findRedis(stage);
  undo.push(() => redis.stop());
  const emulator = await startEmulator();
  undo.push(() => emulator.stop());
  const config = demoConfig(demo, { redisUrl: redis.url, platform: emulator, seed });
  undo.push(() => forgetKeys(redis.url, config.redis.prefix));
  const url = await startCroupier(config, checks, stage, undo);
  pointWebhooks(emulator, config, url);
  say(`Redis      ${redis.source}`);
  if (!demo.headless)
    for (const line of await describeAddresses({ url, room: ROOM, config, emulator })) say(line);

  const seated: Seated[] = [];
  const stopBots = () => Promise.all(seated.map(({ bot }) => bot.stop()));
  undo.push(stopBots);
  await seatEverybody(settingOf(stage, watch, { emulator, url }), seated);
  await progress.over(() => checks.faults().length > 0);
  await stopBots();
  const seconds = (performance.now() - startedAtMs) / 1000;
  for (const line of summarize({ seated, checks, seed, hands: progress.hands(), seconds })) say(line);
}

function settingOf(
  { demo, seed, say }: Stage,
  { checks, progress }: Watch,
  place: { readonly emulator: Emulator; readonly url: string },
): Setting {
  return {
    ...place,
    room: ROOM,
    players: demo.players,
    seed,
    checks,
    thinkMs: (luck) => (demo.headless ? 0 : (500 + 1500 * luck) / demo.speed),
    narrator: createNarrator((line) => {
      if (!progress.isOver()) say(line);
    }),
    watch: (table) => progress.see(table),
  };
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
