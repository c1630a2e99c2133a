import { type App, createApp } from "../../src/app.ts";
import type { Attention } from "../../src/attention.ts";
import { readConfig } from "../../src/config.ts";
import { forgetKeys } from "../../src/demo/redis.ts";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../src/emulator/emulator.ts";
import { GAME_NAMES } from "../../src/game-choice.ts";
import type { RedisClient } from "../../src/redis/connection.ts";
import type { RunningTracing } from "../../src/telemetry/tracing.ts";
import { readContract } from "../contract/contract.ts";
import { checkMessages } from "../contract/messages.ts";
import { freshPrefix, lookAtRedis, testRedisUrl } from "../redis-for-tests.ts";
import { createHttp, type Http, type HttpAnswer } from "./http.ts";
import { createRoom, type Room } from "./room.ts";

export const WEBHOOK_SECRET = "the webhooks' secret here";
export const ADMIN_TOKEN = "the operator's token here";

type Environment = Readonly<Record<string, string>>;

/** One process of Croupier, as far as one test process can have several. */
export interface Croupier {
  /** Empty for a worker, which serves no HTTP. */
  readonly url: string;
  /** Of the listener for probes and metrics; empty without one. */
  readonly probesUrl: string;
  stop(): Promise<void>;
}

interface LogLine {
  readonly level: "debug" | "info" | "warn" | "error";
  readonly fields: object;
  readonly message: string;
}

/** The whole service, a local 100ms and the real Redis. Every answer and message is held against the documents. */
export interface House {
  readonly emulator: Emulator;
  readonly redis: RedisClient;
  readonly prefix: string;
  readonly http: Http;
  readonly log: readonly LogLine[];
  /** Of the Croupier that webhooks go to and players ask. */
  url(): string;
  /** Another process; the first one that serves HTTP is the house's until `moveTo`. */
  open(env?: Environment): Promise<Croupier>;
  moveTo(croupier: Croupier): void;
  /** The processes that were not stopped. */
  running(): readonly Croupier[];
  room(id: string): Room;
  /** As 100ms, with the secret header; other headers instead when given. */
  webhook(body: unknown, headers?: Environment): Promise<HttpAnswer>;
  /** As the operator; below `/admin`. */
  admin(path: string, body?: unknown): Promise<HttpAnswer>;
  close(): Promise<void>;
}

export interface HouseOptions {
  /** Of each process; by default one that does everything. None: `open` them later. */
  readonly processes?: readonly Environment[];
  /** Of all processes. */
  readonly env?: Environment;
  readonly emulator?: EmulatorOptions;
  readonly redisUrl?: string;
  readonly tracing?: RunningTracing;
  readonly attention?: Attention;
}

const CLOCKS = { TABLE_TURN_SECONDS: "20", TABLE_TIME_BANK_SECONDS: "20", TABLE_NEXT_HAND_SECONDS: "0.1" };
/** Tests look again more often than people do. */
const NO_LIMITS = { RATE_LIMIT_PLAYER: "0", RATE_LIMIT_ADDRESS: "0" };

export async function openHouse(options: HouseOptions = {}): Promise<House> {
  const emulator = await startEmulator({
    retryDelaysMs: [50, 150, 450],
    sessionCloseDelayMs: 50,
    ...options.emulator,
  });
  const redisUrl = options.redisUrl ?? testRedisUrl();
  const redis = lookAtRedis(redisUrl);
  const prefix = freshPrefix();
  const log: LogLine[] = [];
  const isPokerAlone = options.env?.["GAME"] === undefined;
  const contract = await readContract(isPokerAlone ? ["poker"] : GAME_NAMES);
  const origins = new Set<string>();
  const http = createHttp(({ origin, pathname: path }, method, { status, headers, text }) => {
    const contentType = String(headers["content-type"]);
    if (origins.has(origin)) contract.check({ method, path, status, contentType, text });
  });
  const running = new Set<Croupier>();
  let front: Croupier | null = null;

  const url = (): string => {
    if (front === null) throw new Error("no Croupier of this house serves HTTP");
    return front.url;
  };
  const moveTo = (croupier: Croupier): void => {
    front = croupier;
    const headers = { "x-croupier-secret": WEBHOOK_SECRET };
    emulator.webhooks.pointAt({ url: `${croupier.url}/webhooks/100ms`, headers });
  };
  const open = async (env: Environment = {}): Promise<Croupier> => {
    const around = { redisUrl, prefix, emulator, env: { ...options.env, ...env } };
    const app = createApp(configOf(around), logTo(log), undefined, options);
    const croupier = await startUp(app, () => running.delete(croupier));
    running.add(croupier);
    origins.add(croupier.url);
    if (front === null && croupier.url !== "") moveTo(croupier);
    return croupier;
  };
  const house: House = {
    emulator,
    redis,
    prefix,
    http,
    log,
    url,
    open,
    moveTo,
    running: () => [...running],
    room: (id) => createRoom(house, id),
    webhook: (body, headers = { "x-croupier-secret": WEBHOOK_SECRET }) =>
      http(`${url()}/webhooks/100ms`, { method: "POST", headers, body }),
    admin: (path, body) => {
      const isOrder = /\/(pause|resume|close|reconcile)$/.test(path);
      const method = body !== undefined || isOrder ? "POST" : "GET";
      const headers = { authorization: `Bearer ${ADMIN_TOKEN}` };
      return http(`${url()}/admin${path}`, { method, headers, body });
    },
    async close() {
      await Promise.all([...running].map((croupier) => croupier.stop()));
      await emulator.stop();
      await http.close();
      // Another Redis than that of all tests goes with all its keys.
      if (options.redisUrl === undefined) await forgetKeys(redisUrl, prefix);
      redis.disconnect();
      checkMessages(contract, emulator.sentMessages);
    },
  };
  for (const env of options.processes ?? [{}]) await open(env);
  return house;
}

async function startUp(app: App, onStop: () => void): Promise<Croupier> {
  const { port, metricsPort } = await app.start();
  let stopping: Promise<void> | null = null;
  return {
    url: port === null ? "" : `http://127.0.0.1:${port}`,
    probesUrl: metricsPort === null ? "" : `http://127.0.0.1:${metricsPort}`,
    stop() {
      onStop();
      stopping ??= app.stop();
      return stopping;
    },
  };
}

interface Around {
  readonly redisUrl: string;
  readonly prefix: string;
  readonly emulator: Emulator;
  readonly env: Environment;
}

function configOf({ redisUrl, prefix, emulator, env }: Around) {
  const reading = readConfig({
    PORT: "0",
    HOST: "127.0.0.1",
    REDIS_URL: redisUrl,
    REDIS_PREFIX: prefix,
    HMS_API_URL: emulator.apiUrl,
    HMS_APP_ACCESS_KEY: emulator.accessKey,
    HMS_APP_SECRET: emulator.appSecret,
    WEBHOOK_SECRETS: `${WEBHOOK_SECRET},the secret before that one`,
    ADMIN_TOKEN,
    ...CLOCKS,
    ...NO_LIMITS,
    ...env,
  });
  if (!reading.ok) throw new Error(reading.faults.join("; "));
  return reading.config;
}

function logTo(lines: LogLine[]) {
  const at = (level: LogLine["level"]) => (fields: object, message: string) => {
    lines.push({ level, fields, message });
  };
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}
