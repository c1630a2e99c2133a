import type { ExecuteDeps } from "./execute.ts";
import { rfc3339 } from "./instant.ts";
import type { OutboxMessage, RoomId, RoomIndexes, RoomRecords, Target } from "./ports.ts";
import type { AnyGame, RoomEvent } from "./room-state.ts";
import type { RoomInspection, RoomSummary } from "./rooms.ts";
import { currentSnapshot } from "./snapshot.ts";

interface InspectDeps extends ExecuteDeps {
  readonly records: RoomRecords;
  readonly indexes: RoomIndexes;
}

const ROOMS_SHOWN = 1000;
const RECORDS_SHOWN = 50;
const DAY_MS = 86_400_000;

/** The rooms in which anything happened within a week, newest first. */
export async function listRooms({ indexes, nowMs }: InspectDeps): Promise<readonly RoomSummary[]> {
  const rooms = await indexes.listActive(nowMs() - 7 * DAY_MS, ROOMS_SHOWN);
  return rooms.map(({ roomId, atMs }) => ({ roomId, lastActiveAt: rfc3339(atMs) }));
}

/** Everything about a room that no player would mind an operator to see; null for an unknown one. */
export async function inspectRoom(deps: InspectDeps, roomId: RoomId): Promise<RoomInspection | null> {
  const { version, state, views } = await currentSnapshot(deps, roomId);
  if (version === 0) return null;
  const [peers, events, undelivered, dead] = await Promise.all([
    deps.records.peers(roomId),
    deps.records.events(roomId, RECORDS_SHOWN),
    deps.records.undelivered(roomId, RECORDS_SHOWN),
    deps.records.dead(roomId, RECORDS_SHOWN),
  ]);
  const deadline = deps.rules.game.deadline(state.game);
  return {
    roomId,
    version,
    table: JSON.parse(views.table),
    peers: peers.map(({ peerId, peer }) => ({ peerId, ...peer })),
    events: events.map((entry) => ({
      version: entry.version,
      at: rfc3339(entry.atMs),
      events: publicEvents(deps.rules.game, JSON.parse(entry.events) as RoomEvent[]),
    })),
    undelivered: undelivered.map((entry) => ({ id: entry.id, ...withoutPayload(entry) })),
    dead: dead.map(({ id, entry, reason, atMs }) => {
      return { id, ...withoutPayload(entry), reason, at: rfc3339(atMs) };
    }),
    deadline: deadline === null ? null : rfc3339(deadline.dueAtMs),
  };
}

function publicEvents(game: AnyGame, events: readonly RoomEvent[]): readonly unknown[] {
  return events.flatMap((event) => {
    if (event.of === "presence") return [event.fact];
    if (event.of === "store") return [{ type: "storeChanged" }];
    if (event.of === "operator") return [{ type: "announced", as: event.announced }];
    const seen = game.publicEvent(event.event);
    return seen === null ? [] : [seen];
  });
}

function withoutPayload({ seq, topic, target, atMs }: OutboxMessage) {
  return { seq, topic, to: nameOf(target), at: rfc3339(atMs) };
}

function nameOf(target: Target): string {
  switch (target.kind) {
    case "room":
      return "room";
    case "role":
      return `role ${target.role}`;
    case "player":
      return `player ${target.player}`;
    case "peer":
      return `peer ${target.peerId}`;
  }
}
