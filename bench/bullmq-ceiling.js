/**
 * What delivering costs at least: a bare BullMQ worker, one job a message, posts it by undici and knows no order, no
 * retries and no room. Arguments: the port of Redis, the URL of 100ms' API.
 */
import { Worker } from "bullmq";
import { Pool } from "undici";

const { origin, pathname } = new URL(process.argv[3]);
const pool = new Pool(origin, { connections: 128 });
const headers = { "content-type": "application/json", authorization: "Bearer ceiling" };

async function post({ roomId, body }) {
  const path = `${pathname}/active-rooms/${roomId}/send-message`;
  const answer = await pool.request({ method: "POST", path, body, headers });
  await answer.body.dump();
  if (answer.statusCode !== 200) throw new Error(`status ${answer.statusCode}`);
}

const worker = new Worker("ceiling", ({ data }) => post(data), {
  connection: { host: "127.0.0.1", port: Number(process.argv[2]) },
  concurrency: 100,
});
worker.on("error", (error) => console.error(error));
worker.on("failed", (_, error) => console.error(error));
await worker.waitUntilReady();
// Whoever started it waits for a port that answers.
console.log(JSON.stringify({ port: Number(process.argv[2]) }));
