import { z } from "zod";
import { rfc3339 } from "../rooms/instant.ts";
import type { Outage, WebhookRecord } from "../rooms/missed-webhooks.ts";
import {
  type Payload,
  type PeerTarget,
  type Platform,
  PlatformError,
  type PlatformPeer,
  type RoleTarget,
  type RoomId,
} from "../rooms/ports.ts";
import { type Call, type ConnectionDeps, createConnection } from "./connection.ts";
import { peerId, userId } from "./ids.ts";
import { timestamp } from "./timestamp.ts";
import { peerName } from "./webhook-schemas.ts";

interface PlatformStats {
  readonly lastSuccessAtMs: number | null;
  readonly lastError: {
    readonly atMs: number;
    readonly message: string;
    readonly status: number | null;
  } | null;
}

export interface PlatformClient extends Platform, WebhookRecord {
  stats(): PlatformStats;
  /** Lets calls in flight finish. */
  close(): Promise<void>;
}

/** 100ms' API. Sending fails open there (an empty target is everyone), so the three targets are three functions. */
export function createPlatformClient(deps: ConnectionDeps): PlatformClient {
  const connection = createConnection(deps);
  const { ask, stats } = createCaller(connection, deps.now ?? Date.now);

  async function post(roomId: RoomId, name: "send-message" | "remove-peers", body: object): Promise<void> {
    const path = `${pathOf(roomId)}/${name}`;
    await ask({ name, method: "POST", path, body: JSON.stringify(body) }, (answer) => answer);
  }

  return {
    async sendToPeer(roomId, target: PeerTarget, payload) {
      const peer_id = filled("peer id", target.peerId);
      await post(roomId, "send-message", { peer_id, ...fieldsOf(payload) });
    },
    async sendToRole(roomId, target: RoleTarget, payload) {
      const role = filled("role", target.role);
      await post(roomId, "send-message", { role, ...fieldsOf(payload) });
    },
    async sendToRoom(roomId, payload) {
      await post(roomId, "send-message", fieldsOf(payload));
    },
    async removePeer(roomId, target: PeerTarget, reason) {
      await post(roomId, "remove-peers", { peer_id: filled("peer id", target.peerId), reason });
    },
    async listPeers(roomId) {
      const path = `${pathOf(roomId)}/peers`;
      return await ask({ name: "peers", method: "GET", path, body: null }, (answer) =>
        answer.then(readPeers, nullWhenInactive),
      );
    },
    async countFailed(outage) {
      const path = `${WEBHOOKS}?${String(new URLSearchParams({ ...filtersOf(outage), limit: "1" }))}`;
      const call: Call = { name: "list-webhooks", method: "GET", path, body: null };
      return await ask(call, (answer) => answer.then(readTotal));
    },
    async replayFailed(outage) {
      // The documentation says query and shows a body.
      const filters = filtersOf(outage);
      const path = `${WEBHOOKS}/replay?${String(new URLSearchParams(filters))}`;
      const body = JSON.stringify(filters);
      await ask({ name: "replay-webhooks", method: "POST", path, body }, (answer) => answer);
    },
    stats,
    close: () => connection.close(),
  };
}

/** Remembers how calls end. */
function createCaller({ call }: ReturnType<typeof createConnection>, now: () => number) {
  let stats: PlatformStats = { lastSuccessAtMs: null, lastError: null };
  return {
    stats: () => stats,
    ask: async <T>(one: Call, read: (answer: Promise<string>) => Promise<T>): Promise<T> => {
      try {
        const result = await read(call(one));
        stats = { ...stats, lastSuccessAtMs: now() };
        return result;
      } catch (error) {
        if (error instanceof PlatformError) {
          const { message, status } = error;
          stats = { ...stats, lastError: { atMs: now(), message, status } };
        }
        throw error;
      }
    },
  };
}

const WEBHOOKS = "/analytics/webhooks";

function filtersOf({ fromMs, toMs }: Outage): Record<"start_time" | "end_time" | "status", string> {
  return { start_time: rfc3339(fromMs), end_time: rfc3339(toMs), status: "failed" };
}

const listSchema = z.object({ pagination: z.object({ total_items: z.number() }) });

function readTotal(text: string): number {
  const parsed = listSchema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data.pagination.total_items;
  throw unreadable("list of webhooks");
}

function unreadable(what: string): PlatformError {
  return new PlatformError(`100ms' ${what} is not as documented`, { kind: "unavailable", status: 200 });
}

function pathOf(roomId: RoomId): string {
  return `/active-rooms/${encodeURIComponent(filled("room id", roomId))}`;
}

function fieldsOf(payload: Payload): Payload {
  return { message: filled("message", payload.message), type: filled("type", payload.type) };
}

/** The types rule an empty value out, but a cast or a parsed JSON does not. */
function filled(name: string, value: unknown): string {
  if (typeof value === "string" && value.trim() !== "") return value;
  throw new TypeError(`${name} must be a string that is not empty`);
}

function nullWhenInactive(error: unknown): null {
  if (error instanceof PlatformError && error.status === 404) return null;
  throw error;
}

const oddPeer = z.looseObject({ id: z.string().refine((id) => !peerId.safeParse(id).success) });
const peersSchema = z.object({
  peers: z
    .record(z.string(), z.unknown())
    .nullable()
    // A client makes up its id. One that no webhook was taken with cannot have left when it is not listed.
    .transform((peers) => Object.values(peers ?? {}).filter((peer) => !oddPeer.safeParse(peer).success))
    .pipe(
      z.array(
        z.looseObject({
          id: peerId,
          user_id: userId.nullish().catch(null),
          name: peerName,
          role: z.string(),
          joined_at: timestamp,
        }),
      ),
    ),
});

// A peer that cannot be read fails the whole list: leaving it out would say that it has left.
function readPeers(text: string): readonly PlatformPeer[] {
  const parsed = peersSchema.safeParse(parseJson(text));
  if (!parsed.success) throw unreadable("list of peers");
  return parsed.data.peers.map((peer) => ({
    peerId: peer.id,
    userId: peer.user_id ?? "",
    name: peer.name,
    role: peer.role,
    joinedAt: peer.joined_at,
  }));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
