/**
 * What delivering costs without a queue: one reader of one stream posts what comes by undici, 100 at once, and deletes
 * it afterwards. Nothing is tried again, and nobody takes over from it. Arguments: the port of Redis, the URL of 100ms' API.
 */
import { Redis } from "ioredis";
import { Pool } from "undici";

const AT_ONCE = 100;
const { origin, pathname } = new URL(process.argv[3]);
const pool = new Pool(origin, { connections: 128 });
const headers = { "content-type": "application/json", authorization: "Bearer ceiling" };
const reader = new Redis(Number(process.argv[2]));
const writer = new Redis(Number(process.argv[2]));

async function post(id, [, roomId, , body]) {
  const path = `${pathname}/active-rooms/${roomId}/send-message`;
  const answer = await pool.request({ method: "POST", path, body, headers });
  await answer.body.dump();
  if (answer.statusCode !== 200) throw new Error(`status ${answer.statusCode}`);
  await writer.xdel("ceiling", id);
}

console.log(JSON.stringify({ port: Number(process.argv[2]) }));
const underWay = new Set();
for (let last = "0"; ; ) {
  const room = AT_ONCE - underWay.size;
  const read =
    room === 0 ? null : await reader.xread("COUNT", room, "BLOCK", 1000, "STREAMS", "ceiling", last);
  for (const [id, fields] of read?.[0][1] ?? []) {
    last = id;
    const posted = post(id, fields).finally(() => underWay.delete(posted));
    underWay.add(posted);
  }
  if (underWay.size === AT_ONCE) await Promise.race(underWay);
}
