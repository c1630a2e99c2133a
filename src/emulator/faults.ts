import {
  type Endpoint,
  type FaultSettings,
  faultsSchema,
  type RestFault,
  type SocketFault,
  type WebhookFault,
} from "./fault-rule.ts";

interface RestEffects {
  readonly delayMs: number;
  readonly answer: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: unknown;
  } | null;
  readonly reset: "before" | "after" | null;
}

interface WebhookEffects {
  readonly drop: boolean;
  readonly copies: number;
  readonly delayMs: number;
}

interface SocketEffects {
  readonly drop: boolean;
  readonly delayMs: number;
}

/** A WebSocket message on its way. */
interface SocketMessage {
  readonly roomId: string;
  readonly peerId: string;
  readonly direction: SocketFault["direction"];
  readonly method: string;
}

/** `left`: how often it may still strike; null: always. */
type Armed<Rule> = { readonly rule: Rule; left: number | null };

export interface Faults {
  /** Replaces all faults. Throws a ZodError when they are malformed. */
  set(settings: FaultSettings): void;
  clear(): void;
  active(): {
    readonly rest: readonly Armed<RestFault>[];
    readonly webhooks: readonly Armed<WebhookFault>[];
    readonly sockets: readonly Armed<SocketFault>[];
  };
}

export interface FaultInjector extends Faults {
  strikeRest(endpoint: Endpoint, roomId: string | null): RestEffects;
  strikeWebhook(roomId: string, type: string): WebhookEffects;
  strikeSocket(message: SocketMessage): SocketEffects;
  /** Whether this attempt carries a wrong secret. */
  spoilsSecret(roomId: string, type: string): boolean;
}

/** Every rule that matches and is due strikes; where two say the same the first counts, delays add up. */
export function createFaults(): FaultInjector {
  let random = createRandom(1);
  let rest: readonly Armed<RestFault>[] = [];
  let webhooks: readonly Armed<WebhookFault>[] = [];
  let sockets: readonly Armed<SocketFault>[] = [];

  function arm(settings: FaultSettings): void {
    const parsed = faultsSchema.parse(settings);
    random = createRandom(parsed.seed);
    rest = parsed.rest.map((rule) => ({ rule, left: rule.times ?? null }));
    webhooks = parsed.webhooks.map((rule) => ({ rule, left: rule.times ?? null }));
    sockets = parsed.sockets.map((rule) => ({ rule, left: rule.times ?? null }));
  }

  return {
    set: arm,
    clear: () => arm({}),
    active: () => ({ rest, webhooks, sockets }),
    strikeRest(endpoint, roomId) {
      const concerns = (rule: RestFault) =>
        concernsRoom(rule, roomId) && (rule.endpoint === "any" || rule.endpoint === endpoint);
      return restEffects(strike(rest, concerns, random), random);
    },
    strikeWebhook(roomId, type) {
      const concerns = (rule: WebhookFault) =>
        rule.effect !== "wrongSecret" && concernsRoom(rule, roomId) && (rule.type ?? type) === type;
      return webhookEffects(strike(webhooks, concerns, random), random);
    },
    strikeSocket(message) {
      const struck = strike(sockets, (rule) => concernsMessage(rule, message), random);
      const drop = struck.some((rule) => rule.effect === "drop");
      return { drop, delayMs: drawDelay(struck, random) };
    },
    spoilsSecret(roomId, type) {
      const concerns = (rule: WebhookFault) =>
        rule.effect === "wrongSecret" && concernsRoom(rule, roomId) && (rule.type ?? type) === type;
      return strike(webhooks, concerns, random).length > 0;
    },
  };
}

function concernsRoom(rule: { readonly roomId?: string | undefined }, roomId: string | null): boolean {
  return rule.roomId === undefined || rule.roomId === roomId;
}

function concernsMessage(rule: SocketFault, { roomId, peerId, direction, method }: SocketMessage): boolean {
  const { peerId: onePeer = peerId, method: oneMethod = method } = rule;
  return (
    concernsRoom(rule, roomId) && rule.direction === direction && onePeer === peerId && oneMethod === method
  );
}

function strike<Rule extends RestFault | WebhookFault | SocketFault>(
  armed: readonly Armed<Rule>[],
  concerns: (rule: Rule) => boolean,
  random: () => number,
): Rule[] {
  const struck = armed.filter(
    ({ rule, left }) => concerns(rule) && left !== 0 && random() < rule.probability,
  );
  for (const one of struck) if (one.left !== null) one.left -= 1;
  return struck.map(({ rule }) => rule);
}

function restEffects(rules: readonly RestFault[], random: () => number): RestEffects {
  const answer = rules.find((rule) => rule.effect === "answer") ?? null;
  const reset = rules.find((rule) => rule.effect === "reset")?.when ?? null;
  return { delayMs: drawDelay(rules, random), answer, reset };
}

function webhookEffects(rules: readonly WebhookFault[], random: () => number): WebhookEffects {
  return {
    drop: rules.some((rule) => rule.effect === "drop"),
    copies: rules.find((rule) => rule.effect === "duplicate")?.copies ?? 0,
    delayMs: drawDelay(rules, random),
  };
}

function drawDelay(rules: readonly (RestFault | WebhookFault | SocketFault)[], random: () => number): number {
  return rules
    .filter((rule) => rule.effect === "delay")
    .map(({ delayMs, maxDelayMs = delayMs }) => delayMs + random() * Math.max(0, maxDelayMs - delayMs))
    .reduce((sum, ms) => sum + ms, 0);
}

/** mulberry32: small, seeded, good enough for faults. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
