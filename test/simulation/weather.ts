import type { Random } from "./random.ts";

/** What goes wrong, and how often. Probabilities are per operation, call or webhook; 0 turns a fault off. */
export interface Weather {
  /** One way, most of the time. */
  readonly latencyMs: number;
  readonly redis: {
    /** An operation takes seconds. */
    readonly slow: number;
    /** The connection breaks before the operation arrives. */
    readonly refused: number;
    /** It was carried out; its reply is lost. */
    readonly replyLost: number;
    /** Its reply is lost and the client sends it again. */
    readonly resent: number;
  };
  /** A process dies, or stands still, before or after an operation of its own. */
  readonly crash: number;
  readonly freeze: number;
  /** Its clock is set, forwards or back. */
  readonly clockJump: number;
  readonly platform: {
    readonly error: number;
    readonly throttled: number;
    readonly refused: number;
    /** Taken, but the answer never comes. */
    readonly answerLost: number;
    readonly slow: number;
    /** 100ms refuses a message to a peer that has left; else it takes it. */
    readonly refusesGone: boolean;
  };
  readonly webhooks: { readonly lost: number; readonly duplicate: number; readonly late: number };
  /** Mean time between two of them; null: never. */
  readonly everyMs: {
    readonly redisClockJump: number | null;
    readonly outage: number | null;
    readonly platformOutage: number | null;
    readonly restart: number | null;
  };
  readonly failovers: number;
}

export const FAIR: Weather = {
  latencyMs: 0.4,
  redis: { slow: 0, refused: 0, replyLost: 0, resent: 0 },
  crash: 0,
  freeze: 0,
  clockJump: 0,
  platform: { error: 0, throttled: 0, refused: 0, answerLost: 0, slow: 0, refusesGone: true },
  webhooks: { lost: 0, duplicate: 0, late: 0 },
  everyMs: { redisClockJump: null, outage: null, platformOutage: null, restart: null },
  failovers: 0,
};

/** Nothing but latencies. */
export function calm(random: Random): Weather {
  return { ...FAIR, latencyMs: random.pick([0.3, 1, 3, 8]) };
}

const CALM_LIVES = 0.15;

/** A few faults for every life rather than a little of all: what hides one fault often is another. */
export function drawWeather(random: Random): Weather {
  if (random.chance(CALM_LIVES)) return calm(random);
  const sometimes = (most: number): number => (random.chance(0.4) ? most * random.pick([0.1, 0.3, 1]) : 0);
  const every = (leastMs: number): number | null =>
    random.chance(0.3) ? leastMs * random.pick([1, 2, 4]) : null;
  return {
    ...calm(random),
    redis: {
      slow: sometimes(0.04),
      refused: sometimes(0.05),
      replyLost: sometimes(0.1),
      resent: sometimes(0.1),
    },
    crash: sometimes(0.02),
    freeze: sometimes(0.02),
    clockJump: sometimes(0.02),
    platform: {
      error: sometimes(0.15),
      throttled: sometimes(0.1),
      refused: sometimes(0.02),
      answerLost: sometimes(0.1),
      slow: sometimes(0.1),
      refusesGone: random.chance(0.7),
    },
    webhooks: { lost: sometimes(0.3), duplicate: sometimes(0.3), late: sometimes(0.5) },
    everyMs: {
      redisClockJump: every(5000),
      outage: every(12_000),
      platformOutage: every(15_000),
      restart: every(8000),
    },
    failovers: random.chance(0.15) ? random.pick([1, 1, 2, 3]) : 0,
  };
}

export function namesOfFaults(weather: Weather): readonly string[] {
  const { redis, platform, webhooks, everyMs } = weather;
  const rates = {
    ...prefixed("redis", redis),
    ...prefixed("platform", platform),
    ...prefixed("webhooks", webhooks),
  };
  const timed = Object.entries(everyMs).flatMap(([name, ms]) => (ms === null ? [] : [name]));
  return [
    ...Object.entries(rates).flatMap(([name, rate]) => (typeof rate === "number" && rate > 0 ? [name] : [])),
    ...(weather.crash > 0 ? ["crash"] : []),
    ...(weather.freeze > 0 ? ["freeze"] : []),
    ...(weather.clockJump > 0 ? ["clockJump"] : []),
    ...timed,
    ...(weather.failovers > 0 ? ["failover"] : []),
  ];
}

function prefixed(part: string, rates: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(rates).map(([name, rate]) => [`${part}.${name}`, rate]));
}
