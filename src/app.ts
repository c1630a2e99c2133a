import { randomBytes } from "node:crypto";
import { getHeapStatistics } from "node:v8";
import { createAuthTokenVerifier } from "./100ms/auth-token.ts";
import { readWebhook } from "./100ms/webhook.ts";
import { type Attention, USUAL_ATTENTION } from "./attention.ts";
import { systemClock } from "./clock.ts";
import { createSweeps } from "./cluster-parts.ts";
import type { Config } from "./config.ts";
import { describeApi } from "./describe-api.ts";
import { createDoor, type Door } from "./door.ts";
import { watchEventLoop } from "./event-loop.ts";
import { type PlayedGames, playedGames } from "./games.ts";
import { createHealth } from "./health.ts";
import { createHttpApp } from "./http/http-app.ts";
import { createProbeApp } from "./http/probes.ts";
import { createRateLimits, type RateLimits } from "./http/rate-limits.ts";
import { createWebhookStats } from "./http/webhook-stats.ts";
import { type AppTracing, connectParts, NO_TRACING, type Parts } from "./parts.ts";
import { createReporter, createReporting } from "./process-report.ts";
import { createBoard } from "./queues/board.ts";
import { becomesReady } from "./redis/connection.ts";
import { createIntakeWatch } from "./redis/intake-watch.ts";
import { createLeftovers } from "./redis/leftovers.ts";
import { createReplicaWaiter, replicatedStore } from "./redis/replicas.ts";
import { createRoomRecords } from "./redis/room-records.ts";
import { createRoomStore } from "./redis/room-store.ts";
import { markSchemas } from "./redis/schema-mark.ts";
import { createSharedBudget } from "./redis/shared-budget.ts";
import { unlessAway } from "./redis/unless-away.ts";
import { createRooms } from "./rooms/create-rooms.ts";
import { startAskingForMissed } from "./rooms/missed-webhooks.ts";
import type { Log, RoomId, RoomStore } from "./rooms/ports.ts";
import { resync } from "./rooms/resync.ts";
import { createRoomCache } from "./rooms/room-cache.ts";
import { ROOM_SCHEMA, schemaOf } from "./rooms/room-state.ts";
import { UnavailableError } from "./rooms/rooms.ts";
import { roomsByGame, type Wired } from "./rooms/rooms-by-game.ts";
import type { Sweep } from "./rooms/sweep.ts";
import { tick } from "./rooms/tick.ts";
import { createTurnstile } from "./rooms/turnstile.ts";
import { watchCommits } from "./rooms/watch-commits.ts";
import { createUniqueIds } from "./unique-ids.ts";
import { createWorker } from "./worker.ts";

export interface App {
  /** Resolves when HTTP is served (null for a worker, which serves none) and Redis is there, or was waited for long enough. */
  start(): Promise<{ readonly port: number | null; readonly metricsPort: number | null }>;
  /** Stops accepting, finishes what is under way, and undoes the start in reverse. */
  stop(): Promise<void>;
}

interface Surroundings {
  readonly tracing?: AppTracing | undefined;
  readonly attention?: Attention | undefined;
}

type Shell = Parameters<typeof createRooms>[0];

/** A room of six in the cache takes about so much. */
const ROOM_BYTES = 50_000;
const COMMANDS_WAITING = 200;

/** Builds the whole service; it connects to Redis at once and serves from `start` on. Other games than those of games.ts may be `played`. */
export function createApp(
  config: Config,
  log: Log,
  played: PlayedGames = playedGames(config),
  { tracing = NO_TRACING, attention = USUAL_ATTENTION }: Surroundings = {},
): App {
  const parts = connectParts(config, log, tracing);
  const { sweep, rooms, reconciler } = wireRooms(parts, played);
  const webhooks = createWebhookStats();
  const worker = config.role === "web" ? null : createWorker(parts, sweep, reconciler);
  const eventLoop = watchEventLoop(attention.eventLoop);
  const clock = systemClock;
  const report = createReporter({ ...parts, clock, eventLoop, sweep: worker === null ? null : sweep });
  const reporting = createReporting(parts.board, report, { clock, everyMs: attention.reportEveryMs, log });
  const { health, ready } = createHealth({ ...parts, ...attention, clock, report, webhooks, worker });
  const asking = createAsking(parts);
  const tokens = createAuthTokenVerifier({ ...config.platform, now: systemClock.nowMs });
  const shown = { ...createShown(parts), health, ready };
  const http = createHttpApp({
    ...shown,
    rooms,
    readWebhook,
    verifyAuthToken: (token) => tokens.verify(token),
    api: () => describeApi(config, played.describe),
    board: createBoard(parts.lanes.queues, "/admin/queues"),
    webhookHeader: config.webhook.header,
    webhookSecrets: config.webhook.secrets,
    webhooks,
    corsOrigins: config.corsOrigins,
    trustProxy: config.trustProxy,
    now: systemClock.nowMs,
  });
  const front = createDoor(config.host, config.role === "worker" ? null : config.port, http);
  const back = createDoor(config.host, config.metricsPort, createProbeApp(shown));
  return {
    async start() {
      await firstConnection(parts, played);
      await reporting.start();
      worker?.start();
      asking.start();
      return { port: await front.open(), metricsPort: await back.open() };
    },
    async stop() {
      ready.drain();
      const handedOver = handOver({ front, asking, worker, back, reporting, lanes: parts.lanes });
      if (!(await unlessAway(parts.redis, handedOver, clock.every)))
        log.warn({}, "Redis is away: ending without it");
      await Promise.all([front.close(), back.close()]);
      eventLoop.stop();
      await parts.platform.close();
      worker?.disconnect();
      parts.redis.disconnect();
      parts.waiting?.disconnect();
      await tracing.stop();
    },
  };
}

interface Ending {
  readonly front: Door;
  readonly asking: Stoppable;
  readonly worker: Stoppable | null;
  readonly back: Door;
  readonly reporting: Stoppable;
  readonly lanes: { close(): Promise<void> };
}

interface Stoppable {
  stop(): Promise<void>;
}

async function handOver({ front, asking, worker, back, reporting, lanes }: Ending): Promise<void> {
  await front.close();
  await asking.stop();
  await worker?.stop();
  await back.close();
  await reporting.stop();
  await lanes.close();
}

/** What the front door and that for probes have in common. */
function createShown(parts: Parts) {
  const { config, metrics } = parts;
  const limits = createLimits(parts);
  return { ...parts, ...systemClock, metrics: () => metrics.render(), adminToken: config.adminToken, limits };
}

function createAsking(parts: Parts) {
  const { config, redis } = parts;
  let asking: ReturnType<typeof startAskingForMissed> | null = null;
  return {
    start() {
      if (config.role === "worker" || config.replayAfterMs === null) return;
      const watch = createIntakeWatch(redis, config.redis.prefix);
      asking = startAskingForMissed({ ...parts, ...systemClock, watch }, config.replayAfterMs);
    },
    stop: async () => asking?.stop(),
  };
}

function createLimits({ config, redis, log }: Parts): RateLimits {
  return createRateLimits({
    ...systemClock,
    perSecond: config.rateLimits,
    trustsProxies: config.trustProxy !== false && config.trustProxy !== 0,
    share: (name, budget) =>
      createSharedBudget(redis, { ...budget, prefix: `${config.redis.prefix}:limit:${name}`, log }),
    log,
  });
}

function createStore({ redis, keys, waiting, config }: Parts): RoomStore {
  const store = createRoomStore(redis, keys);
  const { wait } = config.redis;
  if (waiting === null || wait === null) return store;
  return replicatedStore(store, createReplicaWaiter(waiting, keys, wait));
}

function wireRooms(parts: Parts, played: PlayedGames) {
  const { config, redis, keys } = parts;
  const shared = {
    ...parts,
    store: watchCommits(createStore(parts), { ...parts, ...systemClock }),
    records: createRoomRecords(redis, keys),
    leftovers: createLeftovers(redis, keys),
    cache: createRoomCache(roomsToCache()),
    turnstile: createTurnstile(COMMANDS_WAITING),
    nowMs: systemClock.nowMs,
    entropy: () => randomBytes(256),
    newId: createUniqueIds(),
    onDeadline: (dueAtMs: number) => sweep.expect(dueAtMs),
  };
  const wire = ({ game, config: gameConfig }: PlayedGames["games"][number]): Wired => {
    const shell: Shell = {
      ...shared,
      rules: { game, roles: config, expelsFromRoom: config.kickFromRoom },
      gameConfig,
      onSuspicion: (roomId: RoomId) => void resync(shell, roomId),
    };
    return { ...createRooms(shell), tick: (roomId) => tick(shell, roomId) };
  };
  const games = new Map(played.games.map((one) => [one.game.name, wire(one)]));
  const wired = roomsByGame({ ...shared, choose: played.choose }, games);
  const sweep: Sweep = createSweeps(parts, wired.tick);
  return { sweep, ...wired };
}

// A quarter of the heap that Node allows itself, for certain half of that: every room that is not there has to be
// loaded and parsed for each action.
function roomsToCache(): number {
  return Math.floor(getHeapStatistics().heap_size_limit / 8 / ROOM_BYTES);
}

const FIRST_CONNECTION_MS = 2000;

// Without Redis the service comes up all the same: it says so in /readyz, and answers 503 so that 100ms tries again.
// Rooms of a newer schema are refused one by one then.
async function firstConnection({ redis, log, config }: Parts, { games }: PlayedGames): Promise<void> {
  if (!(await becomesReady(redis, FIRST_CONNECTION_MS)))
    return log.error({}, "Redis is not there; trying on");
  const ours = games.map(({ game }) => [game.name, schemaOf(game)] as const);
  const schemas = new Map([["rooms", ROOM_SCHEMA], ...ours]);
  try {
    await markSchemas(redis, `${config.redis.prefix}:schemas`, schemas);
  } catch (error) {
    if (!(error instanceof UnavailableError)) throw error;
    log.error({ err: error }, "Redis does not say which schemas are written; trying on");
  }
}
