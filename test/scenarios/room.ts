import { z } from "zod";
import type { SentMessage } from "../../src/emulator/rest-messages.ts";
import type { Joining } from "../../src/emulator/rooms.ts";
import type { House } from "./house.ts";
import type { HttpAnswer } from "./http.ts";
import { createPlayer, type Player } from "./player.ts";
import { until } from "./until.ts";
import { type Message, readMessage } from "./views.ts";

/** A request to send-message and what it said. */
export interface Sent extends SentMessage {
  /** The fields of its body. */
  readonly fields: {
    readonly message: string;
    readonly type: string;
    readonly peer_id?: string;
    readonly role?: string;
  };
  /** Null for an operator's words. */
  readonly game: Message | null;
}

/** One room of a house. */
export interface Room {
  readonly id: string;
  /** Joins at 100ms; the webhook is on its way then. */
  join(userId: string, joining?: Omit<Joining, "userId">): Promise<Player>;
  /** What reached 100ms for this room, oldest first. */
  sent(): readonly Sent[];
  /** Of this room's keys, such as `room` or `peers`. */
  key(name: string): string;
  /** Of its shard, such as `due`. */
  shardKey(name: string): string;
  version(): Promise<number>;
  /** As 100ms called it in the newest webhook. */
  sessionId(): string;
  /** Resolves when every webhook so far was answered and every message so far is at 100ms. */
  settled(): Promise<void>;
  /** Everything that a refused request could have changed. */
  contents(): Promise<object>;
  /** As the operator; below `/admin/rooms/<id>`. */
  admin(path: string, body?: unknown): Promise<HttpAnswer>;
}

export function createRoom(house: House, id: string): Room {
  const { emulator, redis } = house;
  const shardKey = (name: string): string => `${house.prefix}:{${shardOf(id)}}:${name}`;
  const key = (name: string): string => shardKey(`${id}:${name}`);
  return {
    id,
    key,
    shardKey,
    join: async (userId, joining = {}) =>
      createPlayer(house, await emulator.join(id, { userId, ...joining })),
    sent: () => emulator.sentMessages.filter(({ roomId }) => roomId === id).map(readSent),
    sessionId() {
      const newest = emulator.webhooks.list({ roomId: id }).at(-1);
      return z.object({ session_id: z.string() }).parse(newest?.event.data).session_id;
    },
    async settled() {
      await emulator.webhooks.settled();
      await until(`${id} is delivered`, async () => (await redis.zscore(shardKey("dirty"), id)) === null);
    },
    version: async () => Number(await redis.hget(key("room"), "version")),
    contents: async () => ({
      room: await redis.hgetall(key("room")),
      peers: await redis.hgetall(key("peers")),
      events: await redis.xlen(key("events")),
      dead: await redis.xlen(key("dead")),
    }),
    admin: (path, body) => house.admin(`/rooms/${id}${path}`, body),
  };
}

function readSent(sent: SentMessage): Sent {
  const fields = JSON.parse(sent.body) as Sent["fields"];
  return { ...sent, fields, game: readMessage(fields.message) };
}

/** As documented, and written anew: CRC16 (XMODEM) of the room id, mod 64. */
function shardOf(roomId: string): string {
  let crc = 0;
  for (const character of Buffer.from(roomId)) {
    for (let bit = 7; bit >= 0; bit -= 1) {
      const carry = ((crc >> 15) ^ (character >> bit)) & 1;
      crc = ((crc << 1) ^ (carry === 1 ? 0x1021 : 0)) & 0xffff;
    }
  }
  return `s${String(crc % 64).padStart(2, "0")}`;
}
