import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { expect, it } from "@jest/globals";
import { becomesReady, connectRedis } from "../../src/redis/connection.ts";
import { createTestLog } from "../fakes/test-log.ts";
import { freshPrefix, testRedisUrl } from "../redis-for-tests.ts";

it("sends in one piece what is asked within one turn of the event loop, and keeps its order", async () => {
  const target = new URL(testRedisUrl());
  const chunks: string[] = [];
  const sockets: Socket[] = [];
  const proxy = createServer((client) => {
    const server = connect(Number(target.port), target.hostname);
    sockets.push(client, server);
    client.on("data", (chunk) => {
      chunks.push(chunk.toString());
      server.write(chunk);
    });
    server.pipe(client);
  }).listen(0, "127.0.0.1");
  await once(proxy, "listening");
  const { port } = proxy.address() as AddressInfo;
  const redis = connectRedis([`redis://127.0.0.1:${port}`], "requests", createTestLog());
  expect(await becomesReady(redis, 5000)).toBe(true);
  const key = freshPrefix();

  chunks.length = 0;
  const numbers = await Promise.all(Array.from({ length: 40 }, () => redis.incr(key)));
  expect(numbers).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
  expect(chunks).toHaveLength(1);

  await redis.incr(key);
  await redis.del(key);
  expect(chunks).toHaveLength(3);
  redis.disconnect();
  for (const socket of sockets) socket.destroy();
  proxy.close();
});
