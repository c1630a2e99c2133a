import { isSpectatorsWelcome } from "../../src/rooms/coalesce.ts";
import type { Claim, Holding, Outbox, OutboxEntry, OutboxMessage } from "../../src/rooms/ports.ts";
import { type Around, alive, type MemoryData, type MemoryRoom, roomOf } from "./memory-data.ts";

const ENTRIES_AT_ONCE = 64;
const NO_CROWD = 8;

type Claimed = Claim & { readonly outcome: "claimed" };
type Kept = MemoryRoom["outbox"][number];

/** claim.lua, acknowledge.lua and hold.lua. */
export function createMemoryOutbox(data: MemoryData, around: Around): Outbox {
  const settle = (holding: Holding, ids: readonly string[], dead: string | null): boolean => {
    const room = roomOf(data, holding.roomId);
    if (!isHolder(data, room, holding)) return false;
    remove(room, ids);
    if (dead !== null) room.dead.push({ id: data.nextId(), json: dead });
    lease(data, room, holding);
    return true;
  };
  return {
    claim: (holding, delivered) => around("outbox.claim", () => claim(data, holding, delivered)),
    acknowledge: (holding, ids) => around("outbox.acknowledge", () => settle(holding, ids, null)),
    bury: (holding, ids, dead) => around("outbox.bury", () => settle(holding, ids, JSON.stringify(dead))),
    hold: (holding) => around("outbox.hold", () => settle(holding, [], null)),
    release: (holding) =>
      around("outbox.release", () => {
        const room = roomOf(data, holding.roomId);
        if (isHolder(data, room, holding)) room.lease = null;
      }),
  };
}

function claim(data: MemoryData, holding: Holding, delivered: readonly string[]): Claim {
  const room = roomOf(data, holding.roomId);
  const holder = alive(data, room.lease);
  if (holder !== null && holder !== holding.token) return { outcome: "held" };
  remove(room, delivered);
  const head = room.outbox.slice(0, ENTRIES_AT_ONCE);
  const [oldest] = head;
  if (oldest === undefined) {
    room.lease = null;
    data.dirty.delete(holding.roomId);
    return { outcome: "empty" };
  }
  lease(data, room, holding);
  const entryOf = ({ id, json }: Kept): OutboxEntry => ({ id, ...(JSON.parse(json) as OutboxMessage) });
  const isCrowd = head.map(entryOf).filter(isSpectatorsWelcome).length > NO_CROWD;
  const behind = isCrowd
    ? behindCrowd(room.outbox.map(entryOf))
    : { entries: head.map(entryOf), covered: [] };
  for (const { id, json } of room.outbox) {
    const { target } = JSON.parse(json) as OutboxMessage;
    if (behind.covered.includes(id) && target.kind === "peer") room.covered.add(target.peerId);
  }
  data.dirty.set(holding.roomId, Number(oldest.id.split("-")[0]));
  return {
    outcome: "claimed",
    ...behind,
    peers: [...room.peers].map(([peerId, json]) => ({
      peerId,
      userId: (JSON.parse(json) as { userId: string }).userId,
    })),
  };
}

function behindCrowd(outbox: readonly OutboxEntry[]): Pick<Claimed, "entries" | "covered"> {
  let entries: readonly OutboxEntry[] = [];
  let covered: readonly string[] = [];
  for (const entry of outbox) {
    if (entry.topic === "table") {
      const isCovered = (other: OutboxEntry): boolean => isSpectatorsWelcome(other) && other.seq <= entry.seq;
      const left = entries.filter((other) => !isCovered(other));
      if (left.length >= ENTRIES_AT_ONCE) break;
      covered = [...covered, ...entries.filter(isCovered).map(({ id }) => id)];
      entries = left;
    }
    entries = [...entries, entry];
  }
  return { entries: entries.slice(0, ENTRIES_AT_ONCE), covered };
}

function isHolder(data: MemoryData, room: MemoryRoom, { token }: Holding): boolean {
  return alive(data, room.lease) === token;
}

function lease(data: MemoryData, room: MemoryRoom, { token, leaseMs }: Holding): void {
  room.lease = { value: token, untilMs: data.nowMs() + leaseMs };
}

function remove(room: MemoryRoom, ids: readonly string[]): void {
  room.outbox = room.outbox.filter(({ id }) => !ids.includes(id));
}
