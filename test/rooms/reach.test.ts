import { expect, it } from "@jest/globals";
import type { RoomId } from "../../src/rooms/ports.ts";
import { createReach } from "../../src/rooms/reach.ts";
import { ROOM } from "../fakes/facts.ts";

it("a room is out of reach from a refused message to the next one that was taken", () => {
  const reach = createReach();
  expect(reach.isRefused(ROOM)).toBe(false);
  reach.refused(ROOM);
  expect(reach.isRefused(ROOM)).toBe(true);
  expect(reach.isRefused("room-2" as RoomId)).toBe(false);
  reach.accepted(ROOM);
  expect(reach.isRefused(ROOM)).toBe(false);
});

it("the oldest of very many rooms is forgotten", () => {
  const reach = createReach();
  for (let i = 0; i < 10_001; i += 1) reach.refused(`room-${i}` as RoomId);
  expect(reach.isRefused("room-0" as RoomId)).toBe(false);
  expect(reach.isRefused("room-1" as RoomId)).toBe(true);
});
