import type { RoomId } from "../../src/rooms/ports.ts";
import type { MemoryData, MemoryRoom } from "../fakes/memory-data.ts";
import type { Fleet } from "./fleet.ts";
import { strike, type World } from "./world.ts";

/** Faults that come at a time of their own: jumping clocks, outages, restarts, and a replica that takes over. */
export interface Storms {
  start(lengthMs: number): void;
}

interface StormDeps {
  readonly world: World;
  readonly fleet: Fleet;
  /** Called when a replica has taken over. */
  readonly onFailover: () => void;
}

/** The lease's margin over what a holder believes: Redis' own clock may not jump further ahead than that. */
const REDIS_CLOCK_MARGIN_MS = 250;

export function createStorms({ world, fleet, onFailover }: StormDeps): Storms {
  const { scheduler, luck, redis, weather } = world;

  const jump = (): void => {
    redis.clockOffsetMs += luck.between(-2000, REDIS_CLOCK_MARGIN_MS);
    strike(world, `the clock of Redis is off by ${Math.round(redis.clockOffsetMs)} ms`);
  };
  const outage = (): void => {
    const lengthMs = luck.pick([300, 2000, 9000]) * luck.between(0.5, 1);
    strike(world, `Redis is away for ${Math.round(lengthMs)} ms`);
    redis.downUntilMs = scheduler.nowMs() + lengthMs;
    fleet.reconnect();
  };
  const platformOutage = (): void => {
    const lengthMs = luck.between(500, 8000);
    strike(world, `100ms is away for ${Math.round(lengthMs)} ms`);
    world.platformDownUntilMs = scheduler.nowMs() + lengthMs;
  };
  const failover = (): void => {
    const room = snapshotOf(redis.data);
    const lanes = redis.lanes.snapshot();
    scheduler.effect(luck.pick([5, 200, 1500]) * luck.next(), () => {
      const lost = [...redis.data.rooms].reduce(
        (sum, [roomId, { events }]) => sum + events.length - (room.rooms.get(roomId)?.events.length ?? 0),
        0,
      );
      strike(world, `a replica takes over, ${lost} commits are lost`);
      restore(redis.data, room);
      redis.lanes.restore(lanes);
      redis.identity = world.newId("replica");
      redis.downUntilMs = scheduler.nowMs() + luck.pick([0, 100, 3000]);
      fleet.reconnect();
      onFailover();
    });
  };
  const every = (meanMs: number | null, lengthMs: number, strikeOnce: () => void): void => {
    if (meanMs === null) return;
    for (let atMs = luck.between(0, 2 * meanMs); atMs < lengthMs; atMs += luck.between(0, 2 * meanMs))
      scheduler.effect(atMs, strikeOnce);
  };
  return {
    start(lengthMs) {
      const { everyMs } = weather;
      every(everyMs.redisClockJump, lengthMs, jump);
      every(everyMs.outage, lengthMs, outage);
      every(everyMs.platformOutage, lengthMs, platformOutage);
      every(everyMs.restart, lengthMs, () => fleet.some()?.crash());
      for (let i = 0; i < weather.failovers; i += 1)
        scheduler.effect(luck.between(0.1, 1) * lengthMs, failover);
    },
  };
}

type Contents = Pick<MemoryData, "rooms" | "dirty" | "due" | "active">;

function snapshotOf({ rooms, dirty, due, active }: MemoryData): Contents {
  return {
    rooms: new Map([...rooms].map(([roomId, room]) => [roomId, copyOf(room)])),
    dirty: new Map(dirty),
    due: new Map(due),
    active: new Map(active),
  };
}

function copyOf(room: MemoryRoom): MemoryRoom {
  return {
    ...room,
    peers: new Map(room.peers),
    events: [...room.events],
    outbox: [...room.outbox],
    dead: [...room.dead],
    seen: new Map(room.seen),
  };
}

function restore(data: MemoryData, from: Contents): void {
  refill<RoomId, MemoryRoom>(data.rooms, from.rooms);
  refill(data.dirty, from.dirty);
  refill(data.due, from.due);
  refill(data.active, from.active);
}

function refill<Key, Value>(map: Map<Key, Value>, from: ReadonlyMap<Key, Value>): void {
  map.clear();
  for (const [key, value] of from) map.set(key, value);
}
