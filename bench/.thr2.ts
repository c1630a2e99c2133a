import { readdirSync, readFileSync } from "node:fs";
import { startRedis } from "../src/demo/redis.ts";
import { startCroupier } from "./croupier-process.ts";
import { startMeasured } from "./measured-process.ts";
import { startLoadGenerator } from "./load-generator.ts";
const redis = await startRedis({ env: process.env, say: console.error });
const load = startLoadGenerator();
const flags = process.argv.slice(3);
const what = (process.argv[2] ?? "commands") as "commands";
const server = what === ("ceiling" as string) ? await startMeasured({ args: ["bench/express-ceiling.js", redis.url], env: {}, nodeFlags: flags }) : await startCroupier({ redisUrl: redis.url, role: "web", nodeFlags: flags });
const threads = () => new Map(readdirSync(`/proc/${server.pid}/task`).map((t) => { const s = readFileSync(`/proc/${server.pid}/task/${t}/stat`, "utf8"); const f = s.slice(s.lastIndexOf(")") + 2).split(" "); return [t, { name: s.slice(s.indexOf("(") + 1, s.lastIndexOf(")")), ticks: Number(f[11]) + Number(f[12]), u: Number(f[11]), s: Number(f[12]) }]; }));
await load.prepare(what, server.port);
await load.run(14);
for (let i = 0; i < 2; i++) {
const b = await server.cpuMicros(); const t0 = threads();
const r = await load.run(4);
const used = (await server.cpuMicros()) - b; const t1 = threads();
console.log(what, flags.join(" "), r.requests, (used / r.requests).toFixed(1), "us cpu", Math.round(r.requests / r.seconds), "/s", [...t1].map(([t, v]) => { const d = v.ticks - (t0.get(t)?.ticks ?? 0); return d > 0 ? `${v.name}:${((d * 10000) / r.requests).toFixed(1)}us(sys ${(((v.s - (t0.get(t)?.s ?? 0)) * 10000) / r.requests).toFixed(1)})` : ""; }).filter(Boolean).join(" "));
}
load.stop(); await server.stop(); await redis.stop();
