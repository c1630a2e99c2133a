import type { RoomId } from "../rooms/ports.ts";

export const SHARDS = 64;

export const EVERY_SHARD: readonly number[] = Array.from({ length: SHARDS }, (_, shard) => shard);

/** Of a Redis Cluster. */
export const SLOTS = 16_384;

const REMAINDERS = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 8;
  for (let bit = 0; bit < 8; bit += 1) crc = (crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ 0x1021;
  return crc;
});

/** CRC16 (XMODEM), the checksum of Redis Cluster's slots. */
export function crc16(text: string): number {
  let crc = 0;
  for (const byte of Buffer.from(text)) crc = addByte(crc, byte);
  return crc;
}

/** The same of a text that is all ASCII, as room ids are. */
function crc16OfAscii(text: string): number {
  let crc = 0;
  for (let at = 0; at < text.length; at += 1) crc = addByte(crc, text.charCodeAt(at));
  return crc;
}

function addByte(crc: number, byte: number): number {
  return ((crc << 8) & 0xffff) ^ (REMAINDERS[(crc >> 8) ^ byte] ?? 0);
}

interface RoomKeys {
  readonly room: string;
  readonly peers: string;
  readonly events: string;
  readonly outbox: string;
  readonly dead: string;
  readonly lease: string;
  readonly hands: string;
  readonly ledger: string;
  seen(id: string): string;
}

interface ShardKeys {
  readonly dirty: string;
  readonly due: string;
  readonly active: string;
}

export interface Keys {
  /** 0 to 63. */
  shardOf(roomId: RoomId): number;
  room(roomId: RoomId): RoomKeys;
  shard(shard: number): ShardKeys;
  /** What processes say of themselves. */
  readonly processes: string;
  /** Written to find out whether Redis takes writes. */
  readonly probe: string;
  /** The same beside a shard, for the master that has it. */
  probeOf(shard: number): string;
}

/** The slot in which a Cluster keeps all that has this hash tag. */
export function slotOf(tag: string): number {
  return crc16(tag) % SLOTS;
}

/** The slot of a shard. Other prefixes have the same shards in the same slots. */
export function slotOfShard(shard: number): number {
  return slotOf(nameOf(shard));
}

function nameOf(shard: number): string {
  return `s${String(shard).padStart(2, "0")}`;
}

/** One hash tag per shard, so that a room and its shard's indexes are in one slot and commit together. */
export function createKeys(prefix: string): Keys {
  const tags = Array.from({ length: SHARDS }, (_, shard) => `${prefix}:{${nameOf(shard)}}`);
  const tag = (shard: number): string => tags[shard] ?? "";
  const shardOf = (roomId: RoomId): number => crc16OfAscii(roomId) % SHARDS;
  const shards = EVERY_SHARD.map(
    (shard): ShardKeys => ({
      dirty: `${tag(shard)}:dirty`,
      due: `${tag(shard)}:due`,
      active: `${tag(shard)}:active`,
    }),
  );
  return {
    shardOf,
    room(roomId) {
      const base = `${tag(shardOf(roomId))}:${roomId}`;
      return {
        room: `${base}:room`,
        peers: `${base}:peers`,
        events: `${base}:events`,
        outbox: `${base}:outbox`,
        dead: `${base}:dead`,
        lease: `${base}:lease`,
        hands: `${base}:hands`,
        ledger: `${base}:ledger`,
        seen: (id) => `${base}:seen:${id}`,
      };
    },
    processes: `${prefix}:processes`,
    probe: `${prefix}:probe`,
    probeOf: (shard) => `${tag(shard)}:probe`,
    shard(shard) {
      const known = shards[shard];
      if (known === undefined) throw new Error(`there is no shard ${shard}`);
      return known;
    },
  };
}
