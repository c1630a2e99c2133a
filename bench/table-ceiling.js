/**
 * What a table costs at least: Express 5 and one EVALSHA for each action, as in the ceiling of `accept`, then as many
 * bare BullMQ jobs as an action of six players has messages, each posted by undici. All in one process. Arguments: the
 * port of Redis, the URL of 100ms' API, messages for each action.
 */
import { Queue, Worker } from "bullmq";
import { Pool } from "undici";
import { openCeiling } from "./ceiling-app.js";

const [port, url, messages] = [Number(process.argv[2]), process.argv[3], Number(process.argv[4])];
const connection = { host: "127.0.0.1", port };
const { origin, pathname } = new URL(url);
const pool = new Pool(origin, { connections: 128 });
const headers = { "content-type": "application/json", authorization: "Bearer ceiling" };
const queue = new Queue("table", { connection, defaultJobOptions: { removeOnComplete: true } });
const PADDING = "x".repeat(1400);

const worker = new Worker("table", ({ data }) => post(data), { connection, concurrency: 100 });
worker.on("failed", (_, error) => console.error(error));

async function post({ roomId, body }) {
  const path = `${pathname}/active-rooms/${roomId}/send-message`;
  const answer = await pool.request({ method: "POST", path, body, headers });
  await answer.body.dump();
  if (answer.statusCode !== 200) throw new Error(`status ${answer.statusCode}`);
}

await openCeiling(`redis://127.0.0.1:${port}`, ({ room_id: roomId }, seq) => {
  const message = JSON.stringify({ v: 1, game: "poker", room: roomId, seq, kind: "table", table: PADDING });
  const job = { name: "send", data: { roomId, body: JSON.stringify({ message, type: "custom_event" }) } };
  void queue.addBulk(Array.from({ length: messages }, () => job));
});
