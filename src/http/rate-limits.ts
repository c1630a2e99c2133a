import type { PlayerId } from "../game/game.ts";
import type { Log, RoomId } from "../rooms/ports.ts";
import { createAddressReader } from "./client-address.ts";
import { createGenerations } from "./generations.ts";
import { type Problem, problemOf } from "./problem.ts";
import { createRateLimit, type RateLimit, type SharedBudget } from "./rate-limit.ts";
import type { PlainRequest } from "./route.ts";

/** Each answers with what to refuse a request with; null: nothing. */
export interface RateLimits {
  address(req: PlainRequest): Problem | null;
  player(roomId: RoomId, player: PlayerId): Problem | null;
  /** After a wrong webhook secret; a right one is never refused, since 100ms gives up after three tries. */
  wrongSecret(req: PlainRequest): Problem | null;
  /** Before an operator's token is looked at. */
  operator(req: PlainRequest): Problem | null;
  /** After an operator's token was wrong. */
  wrongToken(req: PlainRequest): Problem | null;
  /** After it was right: nobody who shares the address can shut its operator out for a while. */
  rightToken(req: PlainRequest): void;
}

interface RateLimitsDeps {
  /** Requests per second; 0: no limit. */
  readonly perSecond: { readonly player: number; readonly address: number };
  readonly trustsProxies: boolean;
  readonly share: (
    name: string,
    budget: { readonly points: number; readonly seconds: number },
  ) => SharedBudget;
  readonly monotonicMs: () => number;
  readonly log: Log;
}

const BURST_SECONDS = 2;
const WINDOW_SECONDS = 10;
/** Wrong secrets or tokens of one address. */
const GUESSES = { atOnce: 10, perMinute: 10 };
const KNOWN_OPERATOR_MS = 15 * 60_000;

export function createRateLimits(deps: RateLimitsDeps): RateLimits {
  const addressOf = createAddressReader(deps.trustsProxies);
  const refuse = createRefusals(deps);
  const { address, player } = deps.perSecond;
  const requests = {
    address: limitRequests(deps, "address", address),
    player: limitRequests(deps, "player", player),
  };
  const secrets = limitGuesses(deps, "secret");
  const tokens = limitGuesses(deps, "token");
  const operators = createGenerations<true>({ memoryMs: KNOWN_OPERATOR_MS, monotonicMs: deps.monotonicMs });

  const ofAddress = (req: PlainRequest, name: string, waitMs: (from: string) => number): Problem | null => {
    const from = addressOf(req);
    return from === null ? null : refuse(name, waitMs(from));
  };
  return {
    address: (req) => requests.address && ofAddress(req, "address", requests.address.use),
    player: (roomId, id) => requests.player && refuse("player", requests.player.use(`${roomId}/${id}`)),
    wrongSecret: (req) => ofAddress(req, "wrong secret", secrets.use),
    operator: (req) =>
      ofAddress(req, "wrong token", (from) => (operators.get(from) === true ? 0 : tokens.look(from))),
    wrongToken: (req) => ofAddress(req, "wrong token", tokens.use),
    rightToken(req) {
      const from = addressOf(req);
      if (from !== null) operators.set(from, true);
    },
  };
}

function limitRequests(deps: RateLimitsDeps, name: string, perSecond: number): RateLimit | null {
  if (perSecond === 0) return null;
  const burst = perSecond * BURST_SECONDS;
  return limit(deps, name, { perSecond, burst, seconds: WINDOW_SECONDS });
}

function limitGuesses(deps: RateLimitsDeps, name: string): RateLimit {
  return limit(deps, name, { perSecond: GUESSES.perMinute / 60, burst: GUESSES.atOnce, seconds: 60 });
}

// What all processes allow together is what one alone would: its burst and what recovers within the window. Another
// burst, since what was used before the window may be told within it.
function limit(
  { share, monotonicMs }: RateLimitsDeps,
  name: string,
  { perSecond, burst, seconds }: { perSecond: number; burst: number; seconds: number },
): RateLimit {
  const budget = share(name, { points: Math.ceil(2 * burst + perSecond * seconds), seconds });
  const memoryMs = 1000 * Math.max(seconds, burst / perSecond);
  return createRateLimit({ perSecond, burst, share: budget, memoryMs, monotonicMs });
}

const LOG_EVERY_MS = 60_000;

/** Makes the answer; the log hears of each limit once a minute at most. */
function createRefusals({ log, monotonicMs }: RateLimitsDeps) {
  const tallies = new Map<string, { readonly refused: number; readonly loggedAtMs: number }>();
  return (name: string, waitMs: number): Problem | null => {
    if (waitMs === 0) return null;
    const nowMs = monotonicMs();
    const { refused, loggedAtMs } = tallies.get(name) ?? { refused: 0, loggedAtMs: -LOG_EVERY_MS };
    const isDue = nowMs - loggedAtMs >= LOG_EVERY_MS;
    if (isDue) log.warn({ limit: name, refused: refused + 1 }, "too many requests");
    tallies.set(name, isDue ? { refused: 0, loggedAtMs: nowMs } : { refused: refused + 1, loggedAtMs });
    return problemOf("rate_limited", "Too many requests; ask again later.", {
      headers: { "retry-after": String(Math.ceil(waitMs / 1000)) },
    });
  };
}
