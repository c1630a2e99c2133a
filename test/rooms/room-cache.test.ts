import { expect, it } from "@jest/globals";
import type { RoomId } from "../../src/rooms/ports.ts";
import { createRoomCache, type Snapshot } from "../../src/rooms/room-cache.ts";

const room = (no: number): RoomId => `room-${no}` as RoomId;
const snapshot = (version: number): Snapshot => ({ version }) as Snapshot;

it("rooms are remembered as they were last seen", () => {
  const cache = createRoomCache(2);
  expect(cache.get(room(1))).toBeUndefined();
  cache.set(room(1), snapshot(1));
  cache.set(room(1), snapshot(2));
  expect(cache.get(room(1))).toEqual(snapshot(2));
});

it("the room that was not used for longest is forgotten first", () => {
  const cache = createRoomCache(2);
  cache.set(room(1), snapshot(1));
  cache.set(room(2), snapshot(1));
  cache.get(room(1));
  cache.set(room(3), snapshot(1));
  expect(cache.get(room(2))).toBeUndefined();
  expect(cache.get(room(1))).toBeDefined();
  expect(cache.get(room(3))).toBeDefined();
});
