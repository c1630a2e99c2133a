import { afterEach, expect, it } from "@jest/globals";
import { keysIn } from "./redis-for-tests.ts";
import { openService, type Service, until } from "./service.ts";

let service: Service;
afterEach(() => service.close());

const statusesOf = async (times: number, ask: () => Promise<{ status: number }>) => {
  const all = await Promise.all(Array.from({ length: times }, ask));
  return new Set(all.map(({ status }) => status));
};

it("holds a player to RATE_LIMIT_PLAYER and tells the other processes by a key that says nothing", async () => {
  service = await openService({ RATE_LIMIT_PLAYER: "5" });
  const [ann, bob] = [await service.join("r", { userId: "ann" }), await service.join("r", { userId: "bob" })];
  await service.emulator.webhooks.settled();
  expect(await statusesOf(10, () => service.table(ann))).toEqual(new Set([200]));
  expect(await statusesOf(30, () => service.table(ann))).toContain(429);
  expect(await statusesOf(5, () => service.table(bob))).toEqual(new Set([200]));
  const keys = await until("Redis heard of it", async () => {
    const found = await keysIn(service.redis, `${service.prefix}:limit:*`);
    return found.length > 0 && found;
  });
  for (const key of keys) {
    expect(key.slice(service.prefix.length)).toMatch(/^:limit:player:[\w-]{22}$/);
    expect(await service.redis.pttl(key)).toBeGreaterThan(0);
  }
});

it("holds an address to RATE_LIMIT_ADDRESS as TRUST_PROXY tells it", async () => {
  service = await openService({ RATE_LIMIT_ADDRESS: "5", TRUST_PROXY: "1" });
  const from = (address: string) => () =>
    service.ask("/v1/rooms/r/table", { headers: { "x-forwarded-for": `10.1.1.1, ${address}` } });
  expect(await statusesOf(40, from("203.0.113.7"))).toEqual(new Set([401, 429]));
  expect(await statusesOf(5, from("203.0.113.8"))).toEqual(new Set([401]));
});

it("limits nobody on this machine by address, however often a secret is wrong", async () => {
  service = await openService({ RATE_LIMIT_ADDRESS: "1" });
  expect(await statusesOf(50, () => service.ask("/v1/rooms/r/table"))).toEqual(new Set([401]));
  expect(await statusesOf(50, () => service.ask("/admin/rooms"))).toEqual(new Set([401]));
  expect((await service.operator("/rooms")).status).toBe(200);
});
