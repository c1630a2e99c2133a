import { z } from "zod";
import type {
  Change,
  Commit,
  CommitResult,
  KeptRecord,
  RoomStore,
  Sharing,
  StoredRoom,
} from "../rooms/ports.ts";
import type { RedisClient } from "./connection.ts";
import type { Keys } from "./keys.ts";
import { aboutMessage } from "./outbox-entry.ts";
import { commitScript } from "./scripts.ts";
import { available } from "./unavailable.ts";

/** Entries of a room's event log; one is a commit. Older ones are in no state's way and cost half a KB each. */
const EVENTS_KEPT = 1000;

/** How many of the newest are kept, about: hands of many evenings, and so much of the ledger that only a house open for years loses any. */
const KEPT: Readonly<Record<KeptRecord["of"], number>> = { hands: 1000, ledger: 10_000 };

export function createRoomStore(redis: RedisClient, keys: Keys): RoomStore {
  return {
    async load(roomId) {
      const [version, commitId, state] = await available(
        redis.hmget(keys.room(roomId).room, "version", "commit", "state"),
      );
      return storedRoom(version ?? null, commitId ?? null, state ?? null);
    },
    // Not async: the commit would be kept until the reply comes.
    commit(commit) {
      const { version } = commit.change ?? commit.expected;
      const replied = available(commitScript(redis, keysOf(keys, commit), argumentsOf(commit)));
      // Nearly every reply is a number.
      return replied.then((reply) =>
        typeof reply === "number"
          ? { outcome: "committed", version, wake: reply === 1 }
          : resultOf(otherReply.parse(reply)),
      );
    },
  };
}

function keysOf(keys: Keys, { roomId, seen }: Commit): readonly string[] {
  const room = keys.room(roomId);
  const shard = keys.shard(keys.shardOf(roomId));
  return [
    room.room,
    room.peers,
    room.events,
    room.outbox,
    shard.dirty,
    shard.due,
    shard.active,
    room.seen(seen?.id ?? ""),
    room.hands,
    room.ledger,
  ];
}

function argumentsOf({
  expected,
  roomId,
  nowMs,
  dueAtMs,
  seen,
  change,
}: Commit): readonly (string | number)[] {
  const { version, commitId } = expected;
  const [answer, behind] =
    change === null ? [seen?.answer ?? "", ""] : partsOf(seen?.answer ?? "", seen?.around);
  const args = [version, commitId, roomId, nowMs, dueAtMs ?? "", answer, behind, seen?.ttlMs ?? 0];
  if (change === null) args.push("0");
  else addChange(args, change);
  return args;
}

function addChange(
  args: (string | number)[],
  { version, commitId, state, shared, events, messages, connected, disconnected, kept }: Change,
): void {
  args.push("1", version, commitId, events, EVENTS_KEPT);
  args.push(state.plan.join(" "), state.added, shared, messages.length);
  for (const message of messages) {
    const [before, behind] = partsOf(message.message, message.around);
    args.push(aboutMessage(message), before, behind);
  }
  args.push(connected.length);
  for (const { peerId, peer } of connected) args.push(peerId, JSON.stringify(peer));
  args.push(disconnected.length, ...disconnected, kept.length);
  for (const { of, no, record } of kept) args.push(of, no, KEPT[of], record);
}

// Nothing behind: the text does without what is shared.
function partsOf(text: string, around: Sharing["around"]): readonly [before: string, behind: string] {
  return around === undefined || around[1] === "" ? [text, ""] : around;
}

const otherReply = z.union([
  z.tuple([z.literal("seen"), z.string()]),
  z.tuple([z.literal("stale"), z.string()]),
  z.tuple([z.literal("stale"), z.string(), z.string(), z.string()]),
]);

function resultOf(reply: z.infer<typeof otherReply>): CommitResult {
  switch (reply[0]) {
    case "seen":
      return { outcome: "seen", answer: reply[1] };
    case "stale":
      return { outcome: "stale", current: storedRoom(reply[1], reply[2] ?? null, reply[3] ?? null) };
  }
}

function storedRoom(
  version: string | null,
  commitId: string | null,
  state: string | null,
): StoredRoom | null {
  return version === null || commitId === null || state === null
    ? null
    : { version: Number(version), commitId, state };
}
