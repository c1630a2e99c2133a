import type { PlayerId } from "../../src/game/game.ts";
import type { HttpDeps } from "../../src/http/http-app.ts";
import type { RateLimits } from "../../src/http/rate-limits.ts";
import { createWebhookStats } from "../../src/http/webhook-stats.ts";
import type { PeerId, RoomId, TokenReading } from "../../src/rooms/ports.ts";
import type { Refusal, Rooms, TableAnswer } from "../../src/rooms/rooms.ts";
import { noTracing } from "../../src/rooms/tracing.ts";
import type { WebhookReading } from "../../src/rooms/webhook-reading.ts";
import { createTestMeter } from "../fakes/test-meter.ts";

export const ROOM = "room-1";
export const TABLE = '{"version":7,"table":{"status":"waiting"},"you":null}';
export const SECRET = "a webhook secret of 100ms";
export const OLD_SECRET = "the secret before that one";
export const ADMIN_TOKEN = "an operator's token";
export const ALICE = "alice-in-room-1";

export function document(text: string, contentType = "application/json") {
  return { ok: true as const, document: { contentType, text } };
}

interface Call {
  readonly name: keyof Rooms;
  readonly args: readonly unknown[];
}

export function tableAnswer(json: string): TableAnswer {
  return { ok: true, json, bytes: Buffer.byteLength(json), version: 7 };
}

/** Rooms that remember what was asked of them. Replace a method to have another answer. */
function createFakeRooms() {
  const calls: Call[] = [];
  const answer =
    <T>(name: keyof Rooms, value: T) =>
    (...args: unknown[]) => {
      calls.push({ name, args });
      return Promise.resolve(value);
    };
  const rooms: Rooms = {
    notify: answer("notify", "accepted" as const),
    read: answer("read", tableAnswer(TABLE)),
    command: answer("command", tableAnswer(TABLE)),
    hands: answer("hands", document('{"hands":[],"before":null}')),
    hand: answer("hand", document('{"no":3}')),
    ledger: answer("ledger", document('{"entries":[]}')),
    audit: answer("audit", document('{"hands":[]}')),
    order: answer("order", { ok: true as const, version: 8 }),
    announce: answer("announce", { ok: true as const, seq: 9 }),
    settleMessage: answer("settleMessage", true),
    reconcile: answer("reconcile", { joined: ["p1" as PeerId], left: ["p2" as PeerId] }),
    list: answer("list", [{ roomId: ROOM as RoomId, lastActiveAt: "2026-01-01T00:00:00.000Z" }]),
    inspect: answer("inspect", null),
  };
  return { calls, rooms };
}

interface LogLine {
  readonly level: string;
  readonly fields: object;
  readonly message: string;
}

function createFakeLog() {
  const lines: LogLine[] = [];
  const at = (level: string) => (fields: object, message: string) => {
    lines.push({ level, fields, message });
  };
  return {
    lines,
    log: { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") },
    /** Without the line that every request has. */
    above: (level: "debug") => lines.filter((line) => line.level !== level && line.message !== "request"),
  };
}

const NO_LIMITS: RateLimits = {
  address: () => null,
  player: () => null,
  wrongSecret: () => null,
  operator: () => null,
  wrongToken: () => null,
  rightToken: () => undefined,
};

/** Everything that the app needs, quiet and healthy. */
export function createFakeDeps(changes: Partial<HttpDeps> = {}) {
  const { calls, rooms } = createFakeRooms();
  const { lines, log, above } = createFakeLog();
  const webhooks = createWebhookStats();
  const meter = createTestMeter();
  const deps: HttpDeps = {
    rooms,
    readWebhook,
    verifyAuthToken,
    health: () => Promise.resolve({ status: "ok" }),
    ready: () => Promise.resolve({ ready: true, reasons: [] }),
    webhookHeader: "x-croupier-secret",
    webhookSecrets: [SECRET, OLD_SECRET],
    webhooks,
    adminToken: ADMIN_TOKEN,
    corsOrigins: [],
    limits: NO_LIMITS,
    board: (_req, res) => void res.end("the board"),
    api: () =>
      Promise.resolve({ version: "0.0.0", webhookHeader: "x-croupier-secret", webhooks: [], games: [] }),
    trustProxy: false,
    log,
    meter,
    tracing: noTracing,
    metrics: () => Promise.resolve({ contentType: "text/plain; version=0.0.4", text: "croupier_up 1\n" }),
    monotonicMs: () => performance.now(),
    now: () => Date.UTC(2026, 0, 2),
    ...changes,
  };
  return { deps, rooms, calls, lines, above, webhooks, meter };
}

function verifyAuthToken(token: string): Promise<TokenReading> {
  const [userId, roomId] = token.split("-in-");
  return Promise.resolve(
    roomId === undefined
      ? { ok: false, message: "The token is not a 100ms auth token." }
      : {
          ok: true,
          identity: { userId: userId as PlayerId, roomId: roomId as RoomId, role: "player" },
        },
  );
}

function readWebhook(body: unknown): WebhookReading {
  const { id, type } = (body ?? {}) as { id?: unknown; type?: unknown };
  if (typeof id !== "string" || typeof type !== "string")
    return { outcome: "malformed", faults: [{ path: "id", message: "is required" }] };
  if (type !== "session.open.success") return { outcome: "ignored", id, type };
  return {
    outcome: "notification",
    notification: {
      id,
      roomId: ROOM as RoomId,
      fact: { type: "sessionOpened", sessionId: "s1", openedAt: "2026-01-01T00:00:00.000000001Z" },
      isReplay: false,
      at: "2026-01-01T00:00:00.000000001Z",
    },
  };
}

export const refused = (rejection: Refusal["rejection"]): Promise<Refusal> =>
  Promise.resolve({ ok: false, rejection });
