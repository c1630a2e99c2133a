import { randomBytes } from "node:crypto";
import { controlRoutes } from "./control.ts";
import { createFaults, type Faults } from "./faults.ts";
import { startHttpServer } from "./http-server.ts";
import { initRoute } from "./init-route.ts";
import { type JoinedPeer, joinPeer } from "./joined-peer.ts";
import { createNanoClock } from "./nano-clock.ts";
import { createPauses } from "./pauses.ts";
import { restRoutes } from "./rest.ts";
import { messageRoutes, type SentMessage } from "./rest-messages.ts";
import { roomRoutes } from "./rest-rooms.ts";
import { webhookRoutes } from "./rest-webhooks.ts";
import { createRooms, type Joining } from "./rooms.ts";
import { createSignalling } from "./signalling.ts";
import { type AuthTokenRequest, createTokens } from "./tokens.ts";
import { webhookOf } from "./webhook-body.ts";
import type { WebhookTarget } from "./webhook-post.ts";
import { createWebhookSender, type WebhookSender } from "./webhook-sender.ts";

export interface EmulatorOptions {
  readonly host?: string;
  /** 0, the default: a free one. */
  readonly port?: number;
  /** Made up when absent. */
  readonly accessKey?: string;
  readonly appSecret?: string;
  /** None when absent; `webhooks.pointAt` sets it later. */
  readonly webhook?: WebhookTarget;
  /** 1 s, 3 s and 10 s as at 100ms when absent. */
  readonly retryDelaysMs?: readonly number[];
  readonly webhookTimeoutMs?: number;
  /** Between replayed webhooks: 100 ms as at 100ms when absent. */
  readonly replayIntervalMs?: number;
  /** From the last leave to the end of the session. */
  readonly sessionCloseDelayMs?: number;
  /** From the loss of a peer's socket to its leave: a minute as at 100ms when absent. */
  readonly reconnectGraceMs?: number;
  /** From the last message to a socket until it is closed: a second when absent. */
  readonly lastWordMs?: number;
  /** That a peer's SDK knows, besides those in its room. */
  readonly roles?: readonly string[];
  /** How many messages and webhooks are remembered, and messages for each peer. */
  readonly keep?: number;
  readonly now?: () => number;
}

export interface Emulator {
  /** Such as `http://127.0.0.1:4100`. */
  readonly origin: string;
  /** For `HMS_API_URL`. */
  readonly apiUrl: string;
  readonly accessKey: string;
  readonly appSecret: string;
  /** Every send-message that was accepted, oldest first. */
  readonly sentMessages: readonly SentMessage[];
  readonly faults: Faults;
  readonly webhooks: Pick<WebhookSender, "list" | "replay" | "pointAt" | "settled">;
  join(roomId: string, joining: Joining): Promise<JoinedPeer>;
  /** Breaks the socket of a peer for so long, at once when absent; false when it has none. */
  cut(roomId: string, peerId: string, cutting?: { readonly forMs?: number }): boolean;
  /** False when the room is not active. */
  endRoom(roomId: string, reason: string): boolean;
  authToken(request: AuthTokenRequest): Promise<string>;
  /** Leaves no timer and no socket behind. */
  stop(): Promise<void>;
}

/** Starts a local 100ms in this process. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const credentials = {
    accessKey: options.accessKey ?? randomBytes(12).toString("hex"),
    appSecret: options.appSecret ?? randomBytes(32).toString("hex"),
  };
  const parts = createParts(options, credentials);
  const { rooms, tokens, pauses, webhooks, sent, faults, signalling } = parts;
  const service = { routes: routesOf(parts), upgrade: signalling.upgrade };
  const server = await startHttpServer(service, {
    host: options.host ?? "127.0.0.1",
    port: options.port ?? 0,
  });
  let stopping: Promise<void> | null = null;

  async function stopAll(): Promise<void> {
    pauses.stop();
    signalling.stop();
    await server.stop();
    await webhooks.stop();
  }

  return {
    origin: server.origin,
    apiUrl: `${server.origin}/v2`,
    ...credentials,
    sentMessages: sent,
    faults,
    webhooks,
    join: (roomId, joining) => joinPeer({ rooms, tokens, pauses }, roomId, joining),
    cut: (roomId, peerId, { forMs = 0 } = {}) => signalling.cut(roomId, peerId, forMs),
    endRoom: (roomId, reason) => rooms.end(roomId, reason),
    authToken: (request) => tokens.authToken(request),
    stop() {
      stopping ??= stopAll();
      return stopping;
    },
  };
}

function createParts(options: EmulatorOptions, credentials: { accessKey: string; appSecret: string }) {
  const { now = Date.now, keep = 10_000, sessionCloseDelayMs = 500 } = options;
  const { retryDelaysMs = [1000, 3000, 10_000], webhookTimeoutMs = 5000, replayIntervalMs = 100 } = options;
  const nextTime = createNanoClock(now);
  const pauses = createPauses();
  const faults = createFaults();
  const tokens = createTokens({ ...credentials, now });
  const rooms = createRooms({ now, nextTime, pauses, sessionCloseDelayMs, keep });
  const webhooks = createWebhookSender({
    faults,
    pauses,
    now,
    nextTime,
    retryDelaysMs,
    timeoutMs: webhookTimeoutMs,
    replayIntervalMs,
    keep,
  });
  webhooks.pointAt(options.webhook ?? null);
  rooms.subscribe((event) => {
    const webhook = webhookOf(event);
    if (webhook !== null) webhooks.emit(event.roomId, webhook.type, webhook.data);
  });
  const { reconnectGraceMs = 60_000, lastWordMs = 1000 } = options;
  const { roles = ["player", "host", "spectator"] } = options;
  const signalling = createSignalling({
    rooms,
    tokens,
    faults,
    pauses,
    now,
    reconnectGraceMs,
    lastWordMs,
    roles,
  });
  const sent: SentMessage[] = [];
  return { now, keep, pauses, faults, tokens, rooms, webhooks, signalling, sent };
}

function routesOf(parts: ReturnType<typeof createParts>) {
  const rest = [...messageRoutes(parts), ...roomRoutes(parts.rooms), ...webhookRoutes(parts.webhooks)];
  return [initRoute(parts), ...restRoutes(parts, rest), ...controlRoutes(parts)];
}
