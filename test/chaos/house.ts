import { randomBytes } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { type Config, readConfig } from "../../src/config.ts";
import { seededRandom } from "../../src/demo/random.ts";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../src/emulator/emulator.ts";
import type { JoinedPeer } from "../../src/emulator/joined-peer.ts";
import { expectNone, until } from "./check.ts";
import { type CroupierProcess, startCroupier } from "./croupier-process.ts";
import { createDeliveries, type Deliveries } from "./deliveries.ts";
import { freePort } from "./free-port.ts";
import { type HomeGame, homeGameOf, sumOf } from "./home-game.ts";
import { judgeRoom } from "./judge-room.ts";
import { createPlayer, type Player, type PlayerSetup } from "./player.ts";
import type { RedisHouse } from "./redis-house.ts";
import { readStored, type StoredRoom } from "./stored.ts";

const BUY_IN = 10_000;
export const ADMIN_TOKEN = "chaos-admin-token-0123456789";
export const WEBHOOK_SECRET = "chaos-webhook-secret-0123456789";

export interface HouseOptions {
  /** Beside the usual settings; the same for all processes. */
  readonly env?: Readonly<Record<string, string>>;
  readonly emulator?: EmulatorOptions;
  /** Stopped by who started it. */
  readonly redis: RedisHouse;
  readonly main: string;
}

interface ProcessOptions {
  readonly role?: "all" | "web" | "worker";
  /** A proxy's. */
  readonly redisUrl?: string;
  readonly apiUrl?: string;
}

export interface House {
  readonly redis: RedisHouse;
  readonly prefix: string;
  readonly emulator: Emulator;
  readonly deliveries: Deliveries;
  readonly players: readonly Player[];
  /** Starts a process, or starts it again at the same address. */
  start(name: string, options?: ProcessOptions): Promise<CroupierProcess>;
  /** Of the web process that was started first. */
  url(): string;
  /** Lets people join a room; returns when each of them was told of a seat. */
  seat(roomId: string, names: readonly string[], options?: Partial<PlayerSetup>): Promise<readonly Player[]>;
  /** Somebody who joined, seated or not yet. */
  enroll(peer: JoinedPeer, options?: Partial<PlayerSetup>): Player;
  play(): void;
  /** Everybody finishes the command under way and then stays still. */
  rest(): Promise<void>;
  stored(roomId: string): Promise<StoredRoom>;
  /** Null where the rules offer nothing of the kind. */
  homeGame(): Promise<HomeGame | null>;
  /** Waits until everybody has been told how things are; returns how long that took. */
  settled(withinMs?: number): Promise<number>;
  /** After `rest` and `settled`: whether everything that must hold holds. */
  verify(options?: Verification): Promise<void>;
  /** Acts that were answered 200 at a version that the store knows nothing of. */
  lostActs(roomId: string): Promise<number>;
  /** That somebody in the room was told of. */
  newestVersion(roomId: string): number;
  /** The longest time for which a room was told nothing, since its play began. */
  longestSilenceMs(roomId?: string): number;
  /** What the processes logged. */
  lines(): readonly string[];
  /** Messages that were sent again as they were. */
  duplicates(): ReadonlyMap<string, number>;
  close(): Promise<void>;
}

interface Verification {
  readonly refusalsAllowed?: boolean;
  /** In these rooms, or in any, acknowledged writes may be lost, and legal actions refused because of that. */
  readonly writesLost?: true | readonly string[];
}

export async function openHouse(options: HouseOptions): Promise<House> {
  const { redis } = options;
  const emulator = await startEmulator({ keep: 1_000_000, ...options.emulator });
  const prefix = `chaos-${randomBytes(4).toString("hex")}`;
  const env = environmentOf({ prefix, emulator, redisUrl: redis.url, extra: options.env ?? {} });
  const { table: tableConfig } = configOf(env);
  const deliveries = createDeliveries();
  const players: Player[] = [];
  const processes = new Map<string, CroupierProcess>();
  const everyLine: (readonly string[])[] = [];
  const ports = new Map<string, number>();
  let urls: string[] = [];
  let playingSinceMs: number | null = null;
  let restingSinceMs: number | null = null;

  const roomIds = (): readonly string[] => [...new Set(players.map(({ roomId }) => roomId))];
  const playersOf = (roomId: string) => players.filter((player) => player.roomId === roomId);
  const stored = (roomId: string) => readStored(redis.client, prefix, roomId);

  async function start(name: string, { role = "all", redisUrl, apiUrl }: ProcessOptions = {}) {
    const port = ports.get(name) ?? (await freePort());
    ports.set(name, port);
    const running = await startCroupier({
      name,
      main: options.main,
      env: {
        ...env,
        ROLE: role,
        PORT: String(port),
        ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
        ...(apiUrl === undefined ? {} : { HMS_API_URL: apiUrl }),
      },
    });
    processes.set(name, running);
    everyLine.push(running.lines);
    if (running.url !== null && !urls.includes(running.url)) urls = [...urls, running.url];
    const [first] = urls;
    if (first !== undefined) pointWebhooks(emulator, first);
    return running;
  }

  function enroll(peer: JoinedPeer, given: Partial<PlayerSetup> = {}): Player {
    const { roomId, userId } = peer;
    const random = seededRandom(`${roomId} ${userId}`);
    const usual = { roomId, peer, urls: () => urls, deliveries, random, thinkMs: () => 8 };
    const player = createPlayer({ ...usual, ...given });
    players.push(player);
    return player;
  }

  async function seat(roomId: string, names: readonly string[], given: Partial<PlayerSetup> = {}) {
    const seated: Player[] = [];
    for (const name of names) {
      const peer = await emulator.join(roomId, { userId: name, name });
      seated.push(enroll(peer, given));
      await until(
        () => deliveries.newest(peer.peerId).you !== null,
        20_000,
        `${name} was not told of a seat`,
      );
    }
    return seated;
  }

  async function isUpToDate(player: Player): Promise<boolean> {
    const { table, you, version } = await player.read();
    const told = deliveries.newest(player.peer().peerId);
    const { version: inStore, undelivered } = await stored(player.roomId);
    return (
      isDeepStrictEqual(table, told.table) &&
      isDeepStrictEqual(you, told.you) &&
      version === inStore &&
      undelivered === 0
    );
  }

  return {
    redis,
    prefix,
    emulator,
    deliveries,
    players,
    start,
    url: () => urls[0] ?? "",
    seat,
    enroll,
    play() {
      playingSinceMs ??= Date.now();
      restingSinceMs = null;
      for (const player of players) player.play();
    },
    async rest() {
      restingSinceMs = Date.now();
      await Promise.all(players.map((player) => player.rest()));
    },
    stored,
    async homeGame() {
      if (!tableConfig.runItTwice) return null;
      return sumOf((await Promise.all(roomIds().map(stored))).map(homeGameOf));
    },
    async settled(withinMs = 20_000) {
      const startedAtMs = performance.now();
      for (const player of players)
        await until(
          () => isUpToDate(player),
          withinMs,
          `${player.name} of ${player.roomId} was not told the newest: ${JSON.stringify(deliveries.newest(player.peer().peerId)).slice(0, 300)}`,
        );
      return performance.now() - startedAtMs;
    },
    async verify({ refusalsAllowed = false, writesLost = [] } = {}) {
      const mayLose = (roomId: string): boolean => writesLost === true || writesLost.includes(roomId);
      for (const line of everyLine.flat()) deliveries.logged(line);
      expectNone(deliveries.leaks, "cards told to somebody who may not see them");
      expectNone(deliveries.disorder, "an older version after a newer one");
      expectNone(internalErrors(everyLine.flat()), "an internal error in the log");
      if (!refusalsAllowed)
        expectNone(
          players.flatMap(({ roomId, refusals }) => (mayLose(roomId) ? [] : refusals)),
          "a legal action refused",
        );
      for (const roomId of roomIds()) {
        judgeRoom({
          room: await stored(roomId),
          roomId,
          config: tableConfig,
          players: playersOf(roomId),
          told: deliveries.chips.filter((told) => told.roomId === roomId),
          writesLost: mayLose(roomId),
        });
      }
    },
    async lostActs(roomId) {
      const { commits } = await stored(roomId);
      const [oldest, kept] = [commits[0]?.version ?? 0, new Set(commits.map(({ version }) => version))];
      const acknowledged = playersOf(roomId)
        .flatMap(({ carriedOut }) => carriedOut.filter(({ command }) => command.type === "act"))
        .map(({ version }) => version);
      return acknowledged.filter((version) => version >= oldest && !kept.has(version)).length;
    },
    newestVersion: (roomId) => Math.max(0, ...playersOf(roomId).map((player) => player.heardUpTo())),
    longestSilenceMs: (roomId) =>
      longestSilence(emulator, roomId === undefined ? roomIds() : [roomId], [playingSinceMs, restingSinceMs]),
    lines: () => everyLine.flat(),
    duplicates: () => duplicatesIn(emulator),
    async close() {
      for (const player of players) void player.rest();
      for (const running of processes.values()) await running.kill();
      await emulator.stop();
    },
  };
}

function environmentOf(around: {
  readonly prefix: string;
  readonly redisUrl: string;
  readonly emulator: Emulator;
  readonly extra: Readonly<Record<string, string>>;
}): Record<string, string> {
  const { prefix, redisUrl, emulator, extra } = around;
  return {
    NODE_ENV: "test",
    HOST: "127.0.0.1",
    LOG_LEVEL: "debug",
    REDIS_URL: redisUrl,
    REDIS_PREFIX: prefix,
    HMS_API_URL: emulator.apiUrl,
    HMS_APP_ACCESS_KEY: emulator.accessKey,
    HMS_APP_SECRET: emulator.appSecret,
    WEBHOOK_SECRETS: WEBHOOK_SECRET,
    ADMIN_TOKEN,
    TABLE_BUY_IN: String(BUY_IN),
    TABLE_BUY_IN_MAX: String(BUY_IN),
    TABLE_TURN_SECONDS: "60",
    TABLE_NEXT_HAND_SECONDS: "0.1",
    // The rules of a home game.
    TABLE_RUN_IT_TWICE: "true",
    TABLE_BOMB_POT_EVERY: "3",
    TABLE_BOMB_POT_BOARDS: "2",
    TABLE_SEVEN_DEUCE: "5",
    TABLE_AUTO_MUCK: "false",
    TABLE_MOVING_BUTTON: "true",
    TABLE_TIME_BANK_REFILL_SECONDS: "1",
    TABLE_TIME_BANK_REFILL_HANDS: "1",
    TABLE_LEVELS: "1/2,2/4,3/6,1/2",
    TABLE_LEVEL_HANDS: "5",
    // Bots are quicker than people, and all of them live at one address.
    RATE_LIMIT_PLAYER: "0",
    RATE_LIMIT_ADDRESS: "0",
    ...extra,
  };
}

function configOf(env: Readonly<Record<string, string>>): Config {
  const reading = readConfig(env);
  if (!reading.ok) throw new Error(reading.faults.join("; "));
  return reading.config;
}

function pointWebhooks(emulator: Emulator, url: string): void {
  emulator.webhooks.pointAt({
    url: `${url}/webhooks/100ms`,
    headers: { "x-croupier-secret": WEBHOOK_SECRET },
  });
}

function internalErrors(lines: readonly string[]): readonly string[] {
  return lines.filter((line) => line.includes('"level":60') || line.includes("request failed"));
}

function longestSilence(
  { sentMessages }: Emulator,
  roomIds: readonly string[],
  [fromMs, toMs]: readonly [number | null, number | null],
): number {
  if (fromMs === null) return 0;
  const endMs = toMs ?? Date.now();
  return Math.max(
    0,
    ...roomIds.map((roomId) => {
      const times = sentMessages
        .filter((sent) => sent.roomId === roomId && sent.atMs >= fromMs && sent.atMs <= endMs)
        .map(({ atMs }) => atMs);
      return Math.max(...[...times, endMs].map((atMs, i) => atMs - (times[i - 1] ?? fromMs)));
    }),
  );
}

function duplicatesIn({ sentMessages }: Emulator): ReadonlyMap<string, number> {
  const seen = new Set<string>();
  const duplicates = new Map<string, number>();
  for (const { roomId, body } of sentMessages) {
    const key = `${roomId} ${body}`;
    if (seen.has(key)) duplicates.set(roomId, (duplicates.get(roomId) ?? 0) + 1);
    seen.add(key);
  }
  return duplicates;
}
