/**
 * Counts what is sent where 100ms' API would be, and answers at once or after a while, as it was told last. Of each
 * room it knows the newest number: one below that is out of order. Plain JavaScript, so that no loader takes its time.
 */
import { createServer } from "node:http";
import { setTimeout as delay } from "node:timers/promises";

const ANSWER = JSON.stringify({ message: "message accepted" });
const HEADERS = { "content-type": "application/json", "content-length": String(ANSWER.length) };
const NOTHING = { "content-type": "application/json", "content-length": "2" };

let answersMs = { least: 0, most: 0 };
let heard = newHearing();

function newHearing() {
  return {
    requests: 0,
    outOfOrder: 0,
    overlapping: 0,
    timesMs: [],
    latenciesMs: [],
    arrivals: [],
    rooms: new Map(),
  };
}

function nowMs() {
  return Number(process.hrtime.bigint()) / 1e6;
}

// A message is JSON in JSON, so its quotes are escaped.
function numberOf(body, name) {
  const at = body.indexOf(`\\"${name}\\":`);
  return at < 0 ? null : Number.parseFloat(body.slice(at + name.length + 5, at + name.length + 30));
}

function roomOf(url) {
  return url.split("/").at(-2);
}

function note(room, body, atMs) {
  const seq = numberOf(body, "seq") ?? 0;
  const sentAtMs = numberOf(body, "sentAtMs");
  if (seq < room.newest) heard.outOfOrder += 1;
  else room.newest = seq;
  heard.requests += 1;
  heard.timesMs.push(atMs);
  if (sentAtMs === null) heard.arrivals.push([room.id, seq, atMs]);
  else heard.latenciesMs.push(atMs - sentAtMs);
}

const server = createServer((req, res) => {
  const atMs = nowMs();
  const chunks = [];
  req.on("data", (chunk) => chunks.push(chunk));
  req.on("end", () => void take(req, res, { atMs, body: Buffer.concat(chunks).toString() }));
});

async function take(req, res, { atMs, body }) {
  if (req.method !== "POST") return res.writeHead(404, NOTHING).end("{}");
  const id = roomOf(req.url);
  const room = heard.rooms.get(id) ?? { id, newest: 0, underWay: 0 };
  heard.rooms.set(id, room);
  if (room.underWay > 0) heard.overlapping += 1;
  note(room, body, atMs);
  room.underWay += 1;
  const { least, most } = answersMs;
  if (most > 0) await delay(least + Math.random() * (most - least));
  room.underWay -= 1;
  res.writeHead(200, HEADERS).end(ANSWER);
}

process.on("message", (order) => {
  if (order.order === "begin") {
    answersMs = order.answersMs;
    heard = newHearing();
    process.send({ begun: true });
  }
  if (order.order === "tell") process.send({ ...heard, rooms: heard.rooms.size });
  if (order.order === "count") process.send({ requests: heard.requests });
});

server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => console.log(JSON.stringify({ port: server.address().port })));
