import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { Cluster, type Redis } from "ioredis";
import { createIntakeWatch } from "../../src/redis/intake-watch.ts";
import { createProcessBoard } from "../../src/redis/process-board.ts";
import { watchStoreIdentity } from "../../src/redis/store-identity.ts";
import { ROOM } from "../fakes/facts.ts";
import { serversOf } from "../redis-for-tests.ts";
import { until } from "../scenarios/until.ts";
import { openRedis, type RealRedis } from "./backends.ts";
import { commitOf, connected, message, NOW_MS, peer } from "./commits.ts";
import { REPORT } from "./process-report.ts";

const FOLDER = "src/redis";

/** A script's name by the hash of its text. */
const SCRIPTS = new Map(
  readdirSync(FOLDER)
    .filter((file) => file.endsWith(".lua"))
    .map((file) => [sha1(readFileSync(`${FOLDER}/${file}`, "utf8")), file.replace(".lua", "")] as const),
);

interface Call {
  readonly script: string;
  readonly declared: readonly string[];
  readonly touched: string[];
}

describe("every script", () => {
  let redis: RealRedis;
  const calls: Call[] = [];
  const monitors: Redis[] = [];
  beforeAll(async () => {
    redis = await openRedis();
    for (const server of serversOf(redis.client)) {
      const monitor = server.duplicate({ monitor: true, lazyConnect: false });
      monitors.push(monitor);
      monitor.on("monitor", follow());
      // ioredis starts anew when another test's command comes together with the reply to MONITOR.
      monitor.on("error", () => undefined);
      await new Promise((resolve) => monitor.once("monitoring", resolve));
    }
    await callEveryScript();
    await redis.client.set(`${redis.prefix}:{last}`, "", "PX", 1000);
    await until("every script was seen", () => seen().size === SCRIPTS.size - (isCluster() ? 0 : 1));
  });
  afterAll(async () => {
    for (const monitor of monitors) monitor.disconnect();
    await redis.close();
  });

  const isCluster = (): boolean => redis.client instanceof Cluster;
  const seen = () => new Set(calls.map(({ script }) => script));

  /** Of one server; what a script does comes right behind its call. */
  function follow() {
    let current: Call | null = null;
    return (_time: string, args: readonly string[], source: string): void => {
      const [name = "", first = "", second = ""] = args;
      if (source === "lua") {
        if (!["INFO", "TIME"].includes(name.toUpperCase())) current?.touched.push(first);
        return;
      }
      const script = /^eval(sha)?$/i.test(name)
        ? SCRIPTS.get(/sha/i.test(name) ? first : sha1(unescaped(first)))
        : null;
      current = script == null ? null : { script, declared: args.slice(3, 3 + Number(second)), touched: [] };
      const isOurs = current?.declared.every((key) => key.startsWith(redis.prefix)) === true;
      if (current !== null && isOurs) calls.push(current);
    };
  }

  async function callEveryScript(): Promise<void> {
    const { store, outbox, indexes, leftovers, client, keys, prefix } = redis;
    const identity = watchStoreIdentity(client, keys);
    await identity.current(ROOM);
    const records = [1, 2].map((no) => ({ of: "hands" as const, no, record: "{}", isRevised: false }));
    await store.commit(
      commitOf({
        seen: { id: "c1", answer: "the answer", ttlMs: 60_000 },
        dueAtMs: NOW_MS,
        change: {
          messages: [message(1), message(2), message(3)],
          connected: [connected("ann-1"), { ...connected("bob-1"), peer: peer("bob") }],
          kept: [...records, { of: "ledger", no: 1, record: "{}", isRevised: false }],
        },
      }),
    );
    const gone = connected("bob-1").peerId;
    await store.commit(commitOf({ expectedVersion: 1, change: { disconnected: [gone], kept: records } }));
    await store.commit(commitOf({ expectedVersion: 7 }));
    const holding = { roomId: ROOM, token: "mine", leaseMs: 60_000 };
    const claim = await outbox.claim(holding, []);
    const [first = "", second = ""] = claim.outcome === "claimed" ? claim.entries.map(({ id }) => id) : [];
    await outbox.acknowledge(holding, [first]);
    await outbox.bury(holding, [second], { entry: message(2), reason: "no", atMs: NOW_MS });
    await outbox.hold(holding);
    await outbox.release(holding);
    await indexes.claimDue(NOW_MS, 1000);
    const [dead] = await redis.records.dead(ROOM, 1);
    await leftovers.retry(ROOM, { of: "dead", id: dead?.id ?? "" }, NOW_MS);
    await redis.oldRooms.forget(ROOM, { untilMs: NOW_MS + 1, isDeserted: true });
    await createIntakeWatch(client, prefix).note({ nowMs: 1, silenceMs: 1, settleMs: 1, holdMs: 1 });
    await createProcessBoard(client, { key: keys.processes, id: "one" }).post(REPORT);
  }

  it("was called", () => {
    const expected = [...SCRIPTS.values()].filter((name) => isCluster() || name !== "whose-history");
    expect([...seen()].toSorted()).toEqual(expected.toSorted());
  });

  it("touches no key that its caller did not declare", () => {
    const undeclared = calls.flatMap(({ script, declared, touched }) =>
      touched.filter((key) => !declared.includes(key)).map((key) => `${script}: ${key}`),
    );
    expect(undeclared).toEqual([]);
    expect(calls.filter(({ script }) => script === "commit").flatMap(({ touched }) => touched)).toContain(
      redis.keys.room(ROOM).ledger,
    );
  });

  it("is given keys of one slot", () => {
    for (const { declared } of calls)
      expect(new Set(declared.map((key) => /\{.*?\}/.exec(key)?.[0] ?? key)).size).toBe(1);
  });
});

// MONITOR shows a script in one line.
function unescaped(text: string): string {
  return text.replaceAll("\\n", "\n");
}

function sha1(text: string): string {
  return createHash("sha1").update(text).digest("hex");
}
