import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { REASONS } from "../../src/rooms/health.ts";
import { doctorSays } from "../scenarios/doctor-says.ts";
import { type House, openHouse } from "../scenarios/house.ts";
import { callOrCheck, dealt, seen } from "../scenarios/play.ts";
import type { Player } from "../scenarios/player.ts";
import { until } from "../scenarios/until.ts";
import { joinWebhook } from "../scenarios/webhook-body.ts";
import type { ClusterNode } from "./cluster-node.ts";
import { type RedisCluster, startRedisCluster } from "./redis-cluster.ts";
import { roomsOf, slotOfRoom } from "./rooms-of-masters.ts";

const PATIENCE_MS = 30_000;
/** By its replica: a node timeout of 1.5 s, and an election. */
const TAKEN_OVER_WITHIN_MS = 15_000;

interface Table {
  readonly id: string;
  /** Another room of the same master. */
  readonly neighbour: string;
  readonly players: readonly Player[];
}

describe("a master of the Cluster goes away", () => {
  let cluster: RedisCluster;
  let house: House;
  beforeAll(async () => {
    cluster = await startRedisCluster();
    house = await openHouse({
      redisUrl: cluster.url,
      env: { TABLE_NEXT_HAND_SECONDS: "0.1", TABLE_TURN_SECONDS: "60" },
    });
    await isOk();
  }, 60_000);
  afterEach(() => Promise.all(cluster.nodes.map((node) => node.signal("SIGCONT"))));
  afterAll(async () => {
    await house.close();
    await cluster.stop();
  }, 60_000);

  const health = async () => (await house.admin("/health")).body as { status: string; reasons: string[] };
  const isOk = () => until("all is well", async () => (await health()).status === "ok", PATIENCE_MS);

  async function sitDown([id = "", neighbour = ""]: readonly string[]): Promise<Table> {
    const room = house.room(id);
    const players = [await room.join("alice"), await room.join("bob")];
    await room.settled();
    await dealt(players[0]!, 2);
    return { id, neighbour, players };
  }

  /** A table on the master that is about to go, and one on each of the others. */
  async function setUp(name: string) {
    const going = await cluster.masterOf(slotOfRoom(`${name}-1`));
    const masters = new Set(await Promise.all([0, 6000, 12_000].map((slot) => cluster.masterOf(slot))));
    const others = [...masters].filter((master) => master !== going);
    const [there, ...elsewhere] = await Promise.all(
      [going, ...others].map((master) => roomsOf(cluster, master, { name, count: 2 })),
    );
    return {
      going,
      struck: await sitDown(there ?? []),
      spared: await Promise.all(elsewhere.map(sitDown)),
    };
  }

  /** Acts once, and waits until everybody was told; how long both took. */
  async function actAndHear({ id, players }: Table): Promise<number> {
    const startedAtMs = performance.now();
    const { table } = await seen(players[0]!, "a turn", (answer) => answer.table.turn !== null);
    const { version } = await callOrCheck(players, table);
    await until(`${id} is told`, () =>
      players.every((player) => (player.received("table").at(-1)?.seq ?? 0) >= version),
    );
    return performance.now() - startedAtMs;
  }

  async function expectSpared(tables: readonly Table[]): Promise<void> {
    const tookMs = await Promise.all(tables.map(actAndHear));
    expect(Math.max(...tookMs)).toBeLessThan(1500);
  }

  async function expectStruck({ neighbour, players }: Table): Promise<void> {
    const startedAtMs = performance.now();
    const answers = await Promise.all([
      house.webhook(joinWebhook(neighbour, "dave")),
      players[0]!.ask("table"),
      players[0]!.command({ type: "sitOut" }),
    ]);
    expect(performance.now() - startedAtMs).toBeLessThan(2500);
    for (const { status, body } of answers) expect([status, body["code"]]).toEqual([503, "unavailable"]);
  }

  async function playsOn(table: Table): Promise<void> {
    await until(
      `${table.id} plays on`,
      async () => (await table.players[0]!.ask("table")).status === 200,
      TAKEN_OVER_WITHIN_MS,
    );
    await until("somebody may act", async () => (await actAndHear(table)) > 0, TAKEN_OVER_WITHIN_MS);
  }

  async function goesThrough(
    going: ClusterNode,
    strike: () => Promise<void>,
    tables: { struck: Table; spared: readonly Table[] },
  ) {
    const successor = await cluster.replicaOf(going);
    await strike();
    await Promise.all([expectStruck(tables.struck), expectSpared(tables.spared)]);
    const { status, reasons } = await health();
    expect(status).toBe("degraded");
    expect(reasons).toContain(REASONS.redisPartlyAway);
    expect((await house.http(`${house.url()}/readyz`)).status).toBe(200);
    await playsOn(tables.struck);
    expect(await cluster.masterOf(slotOfRoom(tables.struck.id))).toBe(successor);
    await expectSpared(tables.spared);
  }

  it("which the doctor looks for beforehand: replicas, and whether one dead master stops all", async () => {
    const setAll = (coverage: string) =>
      Promise.all(
        cluster.nodes.map(({ client }) => client.config("SET", "cluster-require-full-coverage", coverage)),
      );
    const stopsAll = "one dead master stops every room (cluster-require-full-coverage yes)";
    const said = await doctorSays(cluster.url, house.emulator);
    expect(said).toEqual(
      expect.arrayContaining(["Redis is a Cluster", "each master of Redis has a replica (masters: 3)"]),
    );
    expect(said).not.toContain(stopsAll);
    await setAll("yes");
    expect(await doctorSays(cluster.url, house.emulator)).toContain(stopsAll);
    await setAll("no");
  });

  it("killed: only its rooms are refused, and they play on when its replica has taken over", async () => {
    const { going, struck, spared } = await setUp("killed");
    await goesThrough(going, () => going.kill(), { struck, spared });
    await going.restart();
    await cluster.whole();
    await isOk();
  }, 90_000);

  it("frozen: the same, although no connection breaks", async () => {
    const { going, struck, spared } = await setUp("frozen");
    await goesThrough(going, () => going.signal("SIGSTOP"), { struck, spared });
    await going.signal("SIGCONT");
    await cluster.whole();
    await isOk();
  }, 90_000);

  it("hands over in good order: nobody is refused for longer than a moment, and nothing is lost", async () => {
    const { going, struck, spared } = await setUp("handover");
    const successor = await cluster.replicaOf(going);
    const id = randomUUID();
    const before = await struck.players[0]!.command({ type: "sitOut" }, id);
    expect(before.status).toBe(200);
    await successor.client.call("CLUSTER", "FAILOVER");
    await until(
      "it has taken over",
      async () => (await cluster.masterOf(slotOfRoom(struck.id))) === successor,
      PATIENCE_MS,
    );
    const again = await until("it answers", async () => {
      const answer = await struck.players[0]!.command({ type: "sitOut" }, id);
      return answer.status === 200 && answer;
    });
    expect(again.body).toEqual(before.body);
    await expectSpared(spared);
    await cluster.whole();
    await isOk();
  }, 90_000);
});
