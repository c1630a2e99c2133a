import { poker } from "../../src/poker/poker.ts";
import type { TableEvent } from "../../src/poker/table-event.ts";
import type { TableState } from "../../src/poker/table-state.ts";
import type { RoomEvent } from "../../src/rooms/room-state.ts";
import { keysIn } from "../redis-for-tests.ts";
import type { Service } from "../service.ts";

/** Every state that the table of a room went through, by version, secrets and all: the fold of what Redis kept. */
export async function readTruth(
  { redis, prefix }: Pick<Service, "redis" | "prefix">,
  room: string,
): Promise<ReadonlyMap<number, TableState>> {
  const key = async (name: string): Promise<string> => {
    const [found] = await keysIn(redis, `${prefix}:{s[0-9][0-9]}:${room}:${name}`);
    if (found === undefined) throw new Error(`${room} has no ${name}`);
    return found;
  };
  const stored = await redis.hgetall(await key("room"));
  const last = (JSON.parse(stored["state"] ?? "") as { game: TableState }).game;
  const states = new Map<number, TableState>();
  let state = poker.create(last.config);
  for (const [, fields] of await redis.xrange(await key("events"), "-", "+")) {
    const entry = Object.fromEntries(
      fields.flatMap((name, at) => (at % 2 === 0 ? [[name, fields[at + 1]]] : [])),
    );
    for (const event of JSON.parse(entry["events"] ?? "[]") as RoomEvent[])
      if (event.of === "game") state = poker.evolve(state, event.event as TableEvent);
    states.set(Number(entry["version"]), state);
  }
  if (JSON.stringify(state) !== JSON.stringify(last)) throw new Error("the events do not give the state");
  return states;
}

/** The text of everything below the prefix, by key. */
export async function dumpRedis({
  redis,
  prefix,
}: Pick<Service, "redis" | "prefix">): Promise<ReadonlyMap<string, string>> {
  const dumped = new Map<string, string>();
  for (const key of await keysIn(redis, `*${prefix}:*`))
    dumped.set(key, JSON.stringify(await read(redis, key)));
  return dumped;
}

async function read(redis: Service["redis"], key: string): Promise<unknown> {
  switch (await redis.type(key)) {
    case "string":
      return redis.get(key);
    case "hash":
      return redis.hgetall(key);
    case "list":
      return redis.lrange(key, 0, -1);
    case "set":
      return redis.smembers(key);
    case "zset":
      return redis.zrange(key, "0", "-1");
    case "stream":
      return redis.xrange(key, "-", "+");
    default:
      return null;
  }
}
