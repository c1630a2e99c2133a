import { z } from "zod";
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

export interface PlatformClient extends Platform {
  stats(): PlatformStats;
  /** Lets calls in flight finish. */
  close(): Promise<void>;
}

/** 100ms' API. Sending fails open there (an empty target is everyone), so the three targets are three functions. */
export function createPlatformClient(deps: ConnectionDeps): PlatformClient {
  const connection = createConnection(deps);
  const now = deps.now ?? Date.now;
  let stats: PlatformStats = { lastSuccessAtMs: null, lastError: null };

  function succeeded(): void {
    stats = { ...stats, lastSuccessAtMs: now() };
  }

  function failed(error: unknown): unknown {
    if (error instanceof PlatformError) {
      const { message, status } = error;
      stats = { ...stats, lastError: { atMs: now(), message, status } };
    }
    return error;
  }

  async function post(roomId: RoomId, name: "send-message" | "remove-peers", body: object): Promise<void> {
    const path = `${pathOf(roomId)}/${name}`;
    try {
      await connection.call({ name, method: "POST", path, body: JSON.stringify(body) });
      succeeded();
    } catch (error) {
      throw failed(error);
    }
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
      const call: Call = { name: "peers", method: "GET", path: `${pathOf(roomId)}/peers`, body: null };
      try {
        const peers = await connection.call(call).then(readPeers, nullWhenInactive);
        succeeded();
        return peers;
      } catch (error) {
        throw failed(error);
      }
    },
    stats: () => stats,
    close: () => connection.close(),
  };
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
  if (!parsed.success) {
    throw new PlatformError("100ms' list of peers is not as documented", {
      kind: "unavailable",
      status: 200,
    });
  }
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
