import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { request } from "undici";
import type { ChaosCase, Stage } from "../chaos-case.ts";
import { expect, until } from "../check.ts";
import type { House } from "../house.ts";
import { isChange } from "../redis-proxy.ts";
import { finish } from "./finish.ts";
import { houseBehindProxy } from "./redis-trouble.ts";
import { seatRooms } from "./seat-rooms.ts";

const SILENCE_MS = 5000;

export const killedBeforeWaking: ChaosCase = {
  no: 19,
  fault: "The web process killed between commit and wake-up, three times",
  expected: "the worker's sweep delivers within 5 s",
  async run(stage) {
    const { house, proxy, start } = await houseBehindProxy(stage, "web");
    let web = await start();
    await house.start("worker", { role: "worker" });
    await seatRooms(house, [4]);
    const waits: number[] = [];
    for (let times = 0; times < 3; times += 1) {
      const committed: number[] = [];
      proxy.hook({
        onReply: (command, reply) => {
          if (committed.length > 0 || !isChange(command, reply)) return "pass";
          committed.push(Date.now());
          web.signal("SIGKILL");
          return "cut";
        },
      });
      const before = house.emulator.sentMessages.length;
      house.play();
      await until(() => committed.length > 0 && !web.isAlive(), 5000, "the web process did not die");
      proxy.hook({});
      const told = (): boolean => house.emulator.sentMessages.length > before;
      await until(told, SILENCE_MS + 2000, "the sweep did not deliver");
      waits.push((house.emulator.sentMessages[before]?.atMs ?? 0) - (committed[0] ?? 0));
      web = await start();
      await house.rest();
      await house.settled();
    }
    const longestMs = Math.max(...waits);
    expect(longestMs <= SILENCE_MS, `delivered ${longestMs} ms after the commit`);
    house.play();
    await finish(house, 800);
    return { struck: 3, silenceMs: longestMs };
  },
};

export const workerKilled: ChaosCase = {
  no: 20,
  fault: "A worker killed (-9) amid its calls to 100ms: beside another one, then the only one",
  expected: "at most one message of a room twice, order kept, silence 5 s at most",
  async run(stage) {
    const house = await stage.house();
    await house.start("web", { role: "web" });
    const workers = [
      await house.start("worker-1", { role: "worker" }),
      await house.start("worker-2", { role: "worker" }),
    ];
    await seatRooms(house, [4, 5, 4]);
    house.emulator.faults.set({
      rest: [{ endpoint: "send-message", effect: "delay", delayMs: 20, maxDelayMs: 60 }],
    });
    house.play();
    await delay(1500);
    await workers[0]?.kill();
    await delay(SILENCE_MS);
    expectTwiceAtMost(house, 1);
    const besideMs = house.longestSilenceMs();
    expect(besideMs <= SILENCE_MS, `silent for ${besideMs} ms`);
    await workers[1]?.kill();
    const killedAtMs = performance.now();
    await house.start("worker-1", { role: "worker" });
    const startMs = performance.now() - killedAtMs;
    await delay(SILENCE_MS);
    await finish(house, 500);
    expectTwiceAtMost(house, 2);
    const aloneMs = house.longestSilenceMs();
    expect(
      aloneMs <= startMs + SILENCE_MS,
      `silent for ${aloneMs} ms, ${startMs.toFixed(0)} of them a start`,
    );
    return { struck: 2, silenceMs: aloneMs, note: `beside another one ${(besideMs / 1000).toFixed(1)} s` };
  },
};

export const workerFrozen: ChaosCase = {
  no: 21,
  fault: "A worker frozen (SIGSTOP) amid its calls for longer than its lease, then resumed",
  expected: "another one takes over; the frozen one is fenced after one message at most",
  async run(stage) {
    const house = await stage.house();
    const gateway = await startGateway(stage, house.emulator.origin);
    await house.start("web", { role: "web" });
    const frozen = await house.start("worker-1", { role: "worker", apiUrl: `${gateway.origin}/v2` });
    await seatRooms(house, [4, 5, 4]);
    house.emulator.faults.set({
      rest: [{ endpoint: "send-message", effect: "delay", delayMs: 20, maxDelayMs: 60 }],
    });
    house.play();
    await delay(1500);
    frozen.signal("SIGSTOP");
    const frozenAtMs = performance.now();
    await house.start("worker-2", { role: "worker" });
    const startMs = performance.now() - frozenAtMs;
    await delay(SILENCE_MS);
    await house.rest();
    await house.settled();
    const silenceMs = house.longestSilenceMs();
    expect(silenceMs <= startMs + SILENCE_MS, `silent for ${silenceMs} ms`);
    const before = gateway.calls.length;
    frozen.signal("SIGCONT");
    await delay(2500);
    const late = gateway.calls.slice(before);
    for (const roomId of ["room-1", "room-2", "room-3"]) {
      const sent = late.filter((path) => path.includes(`/${roomId}/send-message`)).length;
      expect(sent <= 1, `the resumed worker sent ${sent} messages to ${roomId}`);
    }
    house.play();
    await finish(house, 1000);
    return { struck: 1, silenceMs, note: `${late.length} calls by the resumed worker` };
  },
};

function expectTwiceAtMost(house: House, kills: number): void {
  for (const [roomId, times] of house.duplicates())
    expect(times <= kills, `${times} messages of ${roomId} came twice after ${kills} kills`);
}

/** Passes calls on to the emulator and remembers them: who of several workers called. */
async function startGateway(stage: Stage, origin: string) {
  const calls: string[] = [];
  const server = createServer((incoming, outgoing) => {
    calls.push(incoming.url ?? "");
    const { authorization = "" } = incoming.headers;
    request(`${origin}${incoming.url}`, {
      method: incoming.method === "POST" ? "POST" : "GET",
      headers: { authorization, "content-type": "application/json" },
      body: incoming.method === "POST" ? incoming : null,
    }).then(
      async ({ statusCode, body }) => outgoing.writeHead(statusCode).end(await body.text()),
      () => outgoing.destroy(),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  stage.onEnd(async () => {
    server.close();
    server.closeAllConnections();
    await once(server, "close");
  });
  return { calls, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
