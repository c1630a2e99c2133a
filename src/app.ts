import { randomBytes, randomUUID } from "node:crypto";
import { createAuthTokenVerifier } from "./100ms/auth-token.ts";
import type { PlatformClient } from "./100ms/client.ts";
import { createPlatformClient } from "./100ms/client.ts";
import { createManagementToken } from "./100ms/management-token.ts";
import { readWebhook } from "./100ms/webhook.ts";
import { type Attention, USUAL_ATTENTION } from "./attention.ts";
import { systemClock } from "./clock.ts";
import type { Config } from "./config.ts";
import { describeApi } from "./describe-api.ts";
import { createDoor } from "./door.ts";
import { watchEventLoop } from "./event-loop.ts";
import { type PlayedGames, playedGames } from "./games.ts";
import { createHealth } from "./health.ts";
import { createHttpApp } from "./http/http-app.ts";
import { createProbeApp } from "./http/probes.ts";
import { createRateLimits, type RateLimits } from "./http/rate-limits.ts";
import { createWebhookStats } from "./http/webhook-stats.ts";
import { createMeasuring, type Measuring } from "./measuring.ts";
import { createReporter, createReporting } from "./process-report.ts";
import { createBoard } from "./queues/board.ts";
import type { LaneQueues, QueueTracing } from "./queues/lanes.ts";
import { createLaneQueues, createLaneWorkers } from "./queues/lanes.ts";
import type { RedisClient } from "./redis/connection.ts";
import { becomesReady, connectRedis } from "./redis/connection.ts";
import { createIntakeWatch } from "./redis/intake-watch.ts";
import type { Keys } from "./redis/keys.ts";
import { createKeys } from "./redis/keys.ts";
import { createLeftovers } from "./redis/leftovers.ts";
import { createOutbox } from "./redis/outbox.ts";
import { createProcessBoard, type ProcessBoard } from "./redis/process-board.ts";
import { createRoomIndexes } from "./redis/room-indexes.ts";
import { createRoomRecords } from "./redis/room-records.ts";
import { createRoomStore } from "./redis/room-store.ts";
import { markSchemas } from "./redis/schema-mark.ts";
import { createSharedBudget } from "./redis/shared-budget.ts";
import type { WatchedIdentity } from "./redis/store-identity.ts";
import { watchStoreIdentity } from "./redis/store-identity.ts";
import { createRooms } from "./rooms/create-rooms.ts";
import { deliver } from "./rooms/deliver.ts";
import { ofThisHistory } from "./rooms/history.ts";
import { startAskingForMissed } from "./rooms/missed-webhooks.ts";
import { createPace } from "./rooms/pace.ts";
import type { Patience } from "./rooms/patience.ts";
import { createPatience } from "./rooms/patience.ts";
import type { Log, RoomId, RoomIndexes } from "./rooms/ports.ts";
import type { Reach } from "./rooms/reach.ts";
import { createReach } from "./rooms/reach.ts";
import type { Reconciler } from "./rooms/reconcile.ts";
import { startReconciling } from "./rooms/reconcile-schedule.ts";
import { resync } from "./rooms/resync.ts";
import { createRoomCache } from "./rooms/room-cache.ts";
import { ROOM_SCHEMA, schemaOf } from "./rooms/room-state.ts";
import { roomsByGame, type Wired } from "./rooms/rooms-by-game.ts";
import type { Sweep } from "./rooms/sweep.ts";
import { createSweep } from "./rooms/sweep.ts";
import { tick } from "./rooms/tick.ts";
import { noTracing, type Tracing } from "./rooms/tracing.ts";
import { createTurnstile } from "./rooms/turnstile.ts";
import { watchCommits } from "./rooms/watch-commits.ts";

export interface App {
  /** Resolves when HTTP is served (null for a worker, which serves none) and Redis is there, or was waited for long enough. */
  start(): Promise<{ readonly port: number | null; readonly metricsPort: number | null }>;
  /** Stops accepting, finishes what is under way, and undoes the start in reverse. */
  stop(): Promise<void>;
}

interface Parts extends Measuring {
  readonly config: Config;
  readonly log: Log;
  readonly redis: RedisClient;
  readonly keys: Keys;
  readonly platform: PlatformClient;
  readonly tracing: AppTracing;
  readonly lanes: LaneQueues;
  readonly board: ProcessBoard;
  readonly indexes: RoomIndexes;
  readonly identity: WatchedIdentity;
  readonly reach: Reach;
  readonly patience: Patience;
}

/** Spans of this program, and of BullMQ. */
interface AppTracing extends Tracing {
  readonly queues: QueueTracing | null;
  stop(): Promise<void>;
}

interface Surroundings {
  readonly tracing?: AppTracing | undefined;
  readonly attention?: Attention | undefined;
}

const NO_TRACING: AppTracing = { ...noTracing, queues: null, stop: () => Promise.resolve() };

type Shell = Parameters<typeof createRooms>[0];

const ROOMS_CACHED = 5000;
const COMMANDS_WAITING = 200;
const LANE_CONCURRENCY = 100;
const CLUSTER_LANES = 4;

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
      await front.close();
      await asking.stop();
      await worker?.stop();
      await back.close();
      await reporting.stop();
      eventLoop.stop();
      await parts.lanes.close();
      await parts.platform.close();
      parts.redis.disconnect();
      await tracing.stop();
    },
  };
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

function connectParts(config: Config, log: Log, tracing: AppTracing): Parts {
  const redis = connectRedis(config.redis.urls, "requests", log);
  const keys = createKeys(config.redis.prefix);
  const tokens = createManagementToken({ ...config.platform, now: systemClock.nowMs });
  const lanes = createLaneQueues(redis, {
    ...laneOptions(config),
    laneOf: (roomId) => keys.shardOf(roomId),
    tracing: tracing.queues,
    log,
  });
  const indexes = createRoomIndexes(redis, keys);
  const measuring = createMeasuring(config, { lanes, indexes, records: createRoomRecords(redis, keys) });
  return {
    config,
    log,
    redis,
    keys,
    ...measuring,
    tracing,
    board: createProcessBoard(redis, { key: keys.processes, id: randomUUID() }),
    platform: createPlatformClient({ apiUrl: config.platform.apiUrl, tokens, log, meter: measuring.meter }),
    lanes,
    indexes,
    identity: watchStoreIdentity(redis),
    reach: createReach(),
    patience: createPatience(systemClock.monotonicMs),
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

function laneOptions({ redis }: Config) {
  return { prefix: redis.prefix, count: redis.urls.length > 1 ? CLUSTER_LANES : 1 };
}

function wireRooms(parts: Parts, played: PlayedGames) {
  const { config, redis, keys, log } = parts;
  const shared = {
    ...parts,
    store: watchCommits(createRoomStore(redis, keys), { ...parts, ...systemClock }),
    records: createRoomRecords(redis, keys),
    leftovers: createLeftovers(redis, keys),
    cache: createRoomCache(ROOMS_CACHED),
    turnstile: createTurnstile(COMMANDS_WAITING),
    nowMs: systemClock.nowMs,
    entropy: () => randomBytes(256),
    newId: randomUUID,
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
  const sweep: Sweep = createSweep({ ...parts, ...systemClock, log, tick: wired.tick });
  return { sweep, ...wired };
}

/** What delivers and looks after the clocks. */
function createWorker(parts: Parts, sweep: Sweep, reconciler: Reconciler) {
  const { config, log, lanes } = parts;
  const deps = {
    ...parts,
    ...systemClock,
    pace: createPace(systemClock),
    token: randomUUID,
    onRefused: (roomId: RoomId) => reconciler.reconcileSoon(roomId),
  };
  let running: { stop(): Promise<void>; isAttached(): boolean } | null = null;
  return {
    start() {
      const redis = connectRedis(config.redis.urls, "worker", log);
      const delivery = { ...deps, outbox: ofThisHistory(createOutbox(redis, parts.keys), parts.identity) };
      const workers = createLaneWorkers(redis, {
        ...laneOptions(config),
        concurrency: LANE_CONCURRENCY,
        tracing: parts.tracing.queues,
        deliver: async (roomId) => (await deliver(delivery, roomId)) === "more",
        wake: (roomId, reason) => lanes.wake(roomId, reason),
        log,
      });
      sweep.start();
      const schedule = startReconciling({ ...parts, ...systemClock, reconciler });
      parts.identity.onChange(() => schedule.hurry());
      running = {
        isAttached: () => workers.isAttached(),
        async stop() {
          await Promise.all([sweep.stop(), schedule.stop(), workers.close()]);
          redis.disconnect();
        },
      };
    },
    isAttached: () => running?.isAttached() ?? false,
    async stop() {
      await running?.stop();
    },
  };
}

const FIRST_CONNECTION_MS = 2000;

// Without Redis the service comes up all the same: it says so in /readyz, and answers 503 so that 100ms tries again.
// Rooms of a newer schema are refused one by one then.
async function firstConnection({ redis, log, config }: Parts, { games }: PlayedGames): Promise<void> {
  if (!(await becomesReady(redis, FIRST_CONNECTION_MS)))
    return log.error({}, "Redis is not there; trying on");
  const ours = games.map(({ game }) => [game.name, schemaOf(game)] as const);
  await markSchemas(redis, `${config.redis.prefix}:schemas`, new Map([["rooms", ROOM_SCHEMA], ...ours]));
}
