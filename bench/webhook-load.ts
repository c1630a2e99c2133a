import { randomUUID } from "node:crypto";
import type { Connection } from "./keep-alive.ts";
import type { Errands } from "./load.ts";
import {
  inventPlayer,
  joinRequest,
  leaveRequest,
  openRooms,
  type Player,
  type RoomInPlay,
} from "./rooms-in-play.ts";

interface Visit {
  readonly room: RoomInPlay;
  visitor: Player;
  isInside: boolean;
}

/** In many rooms where a hand is being played, a seventh player comes and goes, every time as another peer. */
export async function createWebhookLoad(connections: readonly Connection[], rooms: number): Promise<Errands> {
  const opened = await openRooms(connections, rooms);
  const idle: Visit[] = await Promise.all(
    opened.map(async (room) => ({
      room,
      visitor: await inventPlayer(room.roomId, 7, "player"),
      isInside: false,
    })),
  );
  return () => {
    const visit = idle.shift();
    if (visit === undefined) throw new Error("fewer rooms than connections");
    return { request: nextWebhook(visit), take: () => idle.push(visit) };
  };
}

function nextWebhook(visit: Visit): string {
  visit.isInside = !visit.isInside;
  if (!visit.isInside) return leaveRequest(visit.room, visit.visitor);
  visit.visitor = { ...visit.visitor, peerId: randomUUID() };
  return joinRequest(visit.room, visit.visitor);
}
