import { randomBytes } from "node:crypto";
import type { Config } from "../config.ts";
import { type Emulator, startEmulator } from "../emulator/emulator.ts";
import { describeAddresses } from "./addresses.ts";
import { castOf } from "./cast.ts";
import { type Checks, createChecks } from "./checks.ts";
import { startCroupier } from "./croupier.ts";
import { demoConfig, PLAYER_ROLE } from "./environment.ts";
import { createDemoLog } from "./log.ts";
import { createNarrator } from "./narrator.ts";
import type { Page } from "./page-build.ts";
import { openTable } from "./page-demo.ts";
import { ROOM } from "./platform.ts";
import { createProgress, type Progress } from "./progress.ts";
import { findRedis, forgetKeys } from "./redis.ts";
import { type Seated, type Setting, seatEverybody } from "./seats.ts";
import type { Stage } from "./stage.ts";
import { summarize } from "./summary.ts";

interface Outcome {
  /** What did not hold. */
  readonly faults: readonly string[];
  /** All hands that were asked for were played. */
  readonly isComplete: boolean;
}

/** Plays the whole demo. Whatever happens, nothing that it started is left. `buildPage` is asked when there is a page to serve. */
export async function runDemo(given: Omit<Stage, "seed">, buildPage: () => Promise<Page>): Promise<Outcome> {
  const stage = { ...given, seed: given.demo.seed ?? randomBytes(4).toString("hex") };
  const checks = createChecks();
  const progress = createProgress(stage.demo.hands, stage.signal);
  const undo: (() => Promise<unknown>)[] = [];
  try {
    if (stage.demo.mode === "page") await openTable(stage, buildPage, undo);
    else await play(stage, { checks, progress }, undo);
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
  const log = createDemoLog({ heard: (line) => checks.logged(line), say });
  const url = await startCroupier(config, log, undo);
  pointWebhooks(emulator, config, url);
  say(`Redis      ${redis.source}`);
  if (demo.mode === "terminal") for (const line of await addresses(emulator, config, url)) say(line);

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
    thinkMs: (luck) => (demo.mode === "headless" ? 0 : (500 + 1500 * luck) / demo.speed),
    narrator: createNarrator((line) => {
      if (!progress.isOver()) say(line);
    }),
    watch: (table) => progress.see(table),
  };
}

async function addresses(emulator: Emulator, config: Config, url: string): Promise<readonly string[]> {
  const [alice] = castOf(1);
  const token = await emulator.authToken({ roomId: ROOM, userId: alice?.player ?? "", role: PLAYER_ROLE });
  const platform = `${emulator.origin} (the emulator)`;
  return describeAddresses({ url, room: ROOM, config, platform, token });
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
