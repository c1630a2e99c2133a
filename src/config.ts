import { z } from "zod";
import { type BlackjackConfig, blackjackConfig, blackjackVariables } from "./blackjack/config.ts";
import { GAME_RULE, type GameChoice, readGameChoice } from "./game-choice.ts";
import type { TableConfig } from "./poker/table-config.ts";
import { tableConfig, tableFaults, tableVariables } from "./table-variables.ts";
import {
  filledList,
  flag,
  headers,
  httpUrl,
  list,
  oneOf,
  ordered,
  origins,
  proxies,
  redisUrls,
  seconds,
  secret,
  share,
  whole,
} from "./variables.ts";

export interface Config {
  readonly production: boolean;
  readonly port: number;
  readonly host: string;
  /** Of the listener for probes and metrics alone; null: none. */
  readonly metricsPort: number | null;
  readonly role: "all" | "web" | "worker";
  readonly logLevel: string;
  readonly redis: {
    readonly urls: readonly string[];
    readonly prefix: string;
    /** How many replicas must have a commit before it is answered, and how long to wait for them; null: it is not waited. */
    readonly wait: { readonly replicas: number; readonly ms: number } | null;
  };
  readonly platform: { readonly apiUrl: string; readonly accessKey: string; readonly appSecret: string };
  readonly webhook: { readonly header: string; readonly secrets: readonly string[] };
  readonly adminToken: string;
  readonly playerRoles: readonly string[];
  readonly hostRoles: readonly string[];
  /** Who is kicked from the table is put out of the 100ms room as well. */
  readonly kickFromRoom: boolean;
  /** After so many ms without taking in webhooks 100ms is asked for those that failed; null: it is not. */
  readonly replayAfterMs: number | null;
  /** How long a room is kept in which nothing happens; null: for ever. */
  readonly keepRoomsMs: number | null;
  readonly corsOrigins: readonly string[];
  /** As Express' `trust proxy`. */
  readonly trustProxy: boolean | number | readonly string[];
  /** Requests per second; 0: no limit. */
  readonly rateLimits: { readonly player: number; readonly address: number };
  /** Null: nothing is traced. */
  readonly tracing: {
    readonly endpoint: string;
    readonly headers: Readonly<Record<string, string>>;
    /** The share of requests that is recorded, 0 to 1. */
    readonly ratio: number;
    readonly service: string;
  } | null;
  readonly game: GameChoice;
  readonly table: TableConfig;
  readonly blackjack: BlackjackConfig;
}

export type ReadConfig =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly faults: readonly string[] };

/** Five cards each and a board of five, of 52. */
const MOST_SEATS_WITH_FIVE_CARDS = 9;

/** Every variable of `.env.example`; a test proves that both name the same. */
export const environmentSchema = z
  .object({
    NODE_ENV: oneOf(["development", "test", "production"]).default("development"),
    PORT: whole(0, 65_535).default(3000),
    HOST: z.string().default("0.0.0.0"),
    METRICS_PORT: whole(0, 65_535).optional(),
    ROLE: oneOf(["all", "web", "worker"]).default("all"),
    LOG_LEVEL: oneOf(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
    REDIS_URL: redisUrls,
    REDIS_PREFIX: z
      .string()
      .regex(/^[\w-]+$/, "must be letters, digits, _ or -")
      .default("croupier"),
    REDIS_WAIT_REPLICAS: whole(0, 5).default(0),
    REDIS_WAIT_MS: whole(1, 1500).default(500),
    HMS_API_URL: httpUrl.default("https://api.100ms.live/v2"),
    HMS_APP_ACCESS_KEY: z.string().min(1, "must not be empty"),
    HMS_APP_SECRET: z.string().min(1, "must not be empty"),
    WEBHOOK_HEADER: z
      .string()
      .regex(/^[\w-]+$/, "must be an HTTP header name")
      .transform((name) => name.toLowerCase())
      .default("x-croupier-secret"),
    WEBHOOK_SECRETS: filledList.pipe(z.array(secret)),
    ADMIN_TOKEN: secret,
    PLAYER_ROLES: filledList.default(["*"]),
    HOST_ROLES: list.default(["host"]),
    KICK_FROM_ROOM: flag.default(false),
    WEBHOOK_REPLAY_AFTER_SECONDS: seconds(0).default(0),
    ROOM_KEEP_DAYS: whole(0, 36_500).default(0),
    CORS_ORIGINS: origins.default([]),
    TRUST_PROXY: proxies.default(false),
    RATE_LIMIT_PLAYER: whole(0, 1_000_000).default(50),
    RATE_LIMIT_ADDRESS: whole(0, 1_000_000).default(1000),
    OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl.optional(),
    OTEL_EXPORTER_OTLP_HEADERS: headers.optional(),
    OTEL_TRACES_SAMPLER_ARG: share.default(0.02),
    OTEL_SERVICE_NAME: z.string().default("croupier"),
    GAME: z
      .string()
      .transform(readGameChoice)
      .refine((choice) => choice !== null, GAME_RULE)
      .default({ byDefault: "poker", byRoom: [] }),
    ...blackjackVariables,
    ...tableVariables,
  })
  .refine(
    ...ordered(
      "TABLE_SMALL_BLIND",
      "TABLE_BIG_BLIND",
      "TABLE_SMALL_BLIND",
      "must not exceed TABLE_BIG_BLIND",
    ),
  )
  .refine(
    ...ordered(
      "BLACKJACK_MIN_BET",
      "BLACKJACK_MAX_BET",
      "BLACKJACK_MIN_BET",
      "must not exceed BLACKJACK_MAX_BET",
    ),
  )
  .refine(
    ...ordered(
      "BLACKJACK_MIN_BET",
      "BLACKJACK_BUY_IN",
      "BLACKJACK_BUY_IN",
      "must be at least BLACKJACK_MIN_BET",
    ),
  )
  .refine(...ordered("TABLE_BUY_IN_MIN", "TABLE_BUY_IN", "TABLE_BUY_IN", "must be at least TABLE_BUY_IN_MIN"))
  .refine(...ordered("TABLE_BUY_IN", "TABLE_BUY_IN_MAX", "TABLE_BUY_IN", "must be at most TABLE_BUY_IN_MAX"))
  .refine(...ordered("TABLE_MIN_PLAYERS", "TABLE_SEATS", "TABLE_MIN_PLAYERS", "must not exceed TABLE_SEATS"))
  .refine((env) => env.TABLE_VARIANT !== "plo5" || !(env.TABLE_SEATS > MOST_SEATS_WITH_FIVE_CARDS), {
    path: ["TABLE_SEATS"],
    message: `must be at most ${MOST_SEATS_WITH_FIVE_CARDS} for plo5: the deck has no more cards`,
    when: () => true,
  })
  .refine((env) => env.TABLE_SEED === undefined || env.NODE_ENV !== "production", {
    path: ["TABLE_SEED"],
    message: "makes shuffles predictable and is refused when NODE_ENV=production",
    when: () => true,
  })
  .superRefine(
    (env, context) => {
      const faulty = new Set(context.issues.map(({ path }) => path?.[0]));
      for (const { variable, message } of tableFaults(env, faulty))
        context.addIssue({ code: "custom", path: [variable], message });
    },
    { when: () => true },
  );

type Environment = z.output<typeof environmentSchema>;

/** Reads the environment; blanks around a value do not count, an empty one is unset. Reports every fault at once. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): ReadConfig {
  // A secret that was read from a file ends in a newline, which no header can carry.
  const trimmed = Object.entries(env).map(([name, value = ""]) => [name, value.trim()] as const);
  const given = Object.fromEntries(trimmed.filter(([, value]) => value !== ""));
  const parsed = environmentSchema.safeParse(given);
  if (parsed.success) return { ok: true, config: configOf(parsed.data) };
  return { ok: false, faults: parsed.error.issues.map((issue) => faultOf(issue, given)) };
}

function faultOf(issue: z.core.$ZodIssue, given: Readonly<Record<string, unknown>>): string {
  const name = String(issue.path[0]);
  return `${name} ${name in given ? issue.message : "is required"}`;
}

function configOf(env: Environment): Config {
  return {
    production: env.NODE_ENV === "production",
    port: env.PORT,
    host: env.HOST,
    metricsPort: env.METRICS_PORT ?? null,
    role: env.ROLE,
    logLevel: env.LOG_LEVEL,
    redis: { urls: env.REDIS_URL, prefix: env.REDIS_PREFIX, wait: waitOf(env) },
    platform: { apiUrl: env.HMS_API_URL, accessKey: env.HMS_APP_ACCESS_KEY, appSecret: env.HMS_APP_SECRET },
    webhook: { header: env.WEBHOOK_HEADER, secrets: env.WEBHOOK_SECRETS },
    adminToken: env.ADMIN_TOKEN,
    playerRoles: env.PLAYER_ROLES,
    hostRoles: env.HOST_ROLES,
    kickFromRoom: env.KICK_FROM_ROOM,
    replayAfterMs: env.WEBHOOK_REPLAY_AFTER_SECONDS === 0 ? null : env.WEBHOOK_REPLAY_AFTER_SECONDS * 1000,
    keepRoomsMs: env.ROOM_KEEP_DAYS === 0 ? null : env.ROOM_KEEP_DAYS * 86_400_000,
    corsOrigins: env.CORS_ORIGINS,
    trustProxy: env.TRUST_PROXY,
    rateLimits: { player: env.RATE_LIMIT_PLAYER, address: env.RATE_LIMIT_ADDRESS },
    tracing: tracingOf(env),
    game: env.GAME,
    table: tableConfig(env),
    blackjack: blackjackConfig(env),
  };
}

function waitOf({ REDIS_WAIT_REPLICAS: replicas, REDIS_WAIT_MS: ms }: Environment): Config["redis"]["wait"] {
  return replicas === 0 ? null : { replicas, ms };
}

function tracingOf(env: Environment): Config["tracing"] {
  const endpoint = env.OTEL_EXPORTER_OTLP_ENDPOINT;
  if (endpoint === undefined) return null;
  return {
    endpoint,
    headers: env.OTEL_EXPORTER_OTLP_HEADERS ?? {},
    ratio: env.OTEL_TRACES_SAMPLER_ARG,
    service: env.OTEL_SERVICE_NAME,
  };
}
