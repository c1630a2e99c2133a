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

it("as many rooms as it was told to keep are kept for certain, those that were used last", () => {
  const cache = createRoomCache(2);
  for (let no = 1; no <= 20; no += 1) {
    cache.set(room(no), snapshot(no));
    cache.get(room(1));
    expect(cache.get(room(no))).toEqual(snapshot(no));
    expect(cache.get(room(1))).toEqual(snapshot(1));
  }
});

it("rooms that nobody used while twice as many others were are forgotten", () => {
  const cache = createRoomCache(2);
  for (let no = 1; no <= 6; no += 1) cache.set(room(no), snapshot(no));
  expect([1, 2].map((no) => cache.get(room(no)))).toEqual([undefined, undefined]);
});

it("a room that was kept too long for certain is replaced by what is newer", () => {
  const cache = createRoomCache(1);
  cache.set(room(1), snapshot(1));
  cache.set(room(2), snapshot(1));
  cache.set(room(1), snapshot(2));
  expect(cache.get(room(1))).toEqual(snapshot(2));
});
