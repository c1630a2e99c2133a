import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type RunningTracing, startTracing } from "../../src/telemetry/tracing.ts";
import { cardsIn } from "../secrecy/who-may-see.ts";
import { type CollectedSpan, type Collector, openCollector } from "./collector.ts";
import { type House, openHouse } from "./house.ts";
import { dealt } from "./play.ts";
import type { Player } from "./player.ts";
import { until } from "./until.ts";

const PATIENCE_MS = 20_000;

describe("traces", () => {
  let collector: Collector;
  let tracing: RunningTracing;
  let house: House;
  let players: Player[];
  beforeAll(async () => {
    collector = await openCollector();
    const about = { service: "croupier", version: "1.0.0", everyMs: 200, headers: { "api-key": "k" } };
    tracing = startTracing({ endpoint: collector.url, ratio: 1, ...about });
    house = await openHouse({ env: { TABLE_NEXT_HAND_SECONDS: "600" }, tracing });
    const room = house.room("traced");
    players = [await room.join("alice"), await room.join("bob")];
    await room.settled();
    await dealt(players[0]!, 2);
  }, 30_000);
  afterAll(async () => {
    await house.close();
    await collector.close();
  });

  /** A trace that begins as wanted and has led to a message. */
  const traceOf = (isWanted: (root: CollectedSpan) => boolean) =>
    until(
      "there is such a trace",
      () => {
        for (const root of collector.spans.filter(isWanted)) {
          const all = collector.spans.filter(({ trace }) => trace === root.trace);
          if (all.some(({ name }) => name === "send-message")) return { root, all };
        }
        return null;
      },
      PATIENCE_MS,
    );

  it("lead from a command through its commit and BullMQ to every message", async () => {
    const id = randomUUID();
    const { table } = await players[0]!.table();
    const player = players.find(({ userId }) => userId === table.turn?.player)!;
    const answer = await player.command({ type: "act", turn: table.turn?.id, action: "call" }, id);
    expect(answer.status).toBe(200);
    const { root, all } = await traceOf(({ facts }) => facts["command"] === id);
    expect(root).toMatchObject({
      parent: null,
      name: "POST /v1/rooms/:roomId/commands",
      facts: { room: "traced", command: id, status: 200, outcome: "done" },
      failed: false,
    });
    const commit = all.find(({ name }) => name === "commit");
    expect(commit).toMatchObject({ parent: root.id, facts: { room: "traced", end: "changed" } });
    const sent = all.filter(({ name }) => name === "send-message");
    expect(sent.map(({ facts }) => facts["topic"])).toEqual(expect.arrayContaining(["table", "you"]));
    for (const span of sent)
      expect(span).toMatchObject({ parent: commit?.id, facts: { seq: answer.body["version"] } });
    const add = all.find(({ scope, name }) => scope === "bullmq" && name.startsWith("add"));
    expect(add?.parent).toBe(root.id);
    const worked = all.find(({ scope, name }) => scope === "bullmq" && name.startsWith("process"));
    expect(worked?.parent).toBe(add?.id);
  }, 30_000);

  it("lead from a webhook to the welcome", async () => {
    const { root, all } = await traceOf(({ name }) => name === "POST /webhooks/100ms");
    expect(root.facts).toMatchObject({ room: "traced", webhook: expect.any(String) });
    expect(all.filter(({ name }) => name === "commit")).toHaveLength(1);
  }, 30_000);

  it("are nothing but those: no look of a probe, and nothing that BullMQ does by itself", async () => {
    await house.http(`${house.url()}/healthz`);
    const roots = collector.spans.filter(({ parent }) => parent === null);
    expect(roots.length).toBeGreaterThan(3);
    for (const { name } of roots) expect(name).toMatch(/^(GET|POST) \/(v1|webhooks|admin)/);
  });

  it("carry the key of the collector, and neither cards nor names", () => {
    expect(collector.headers[0]).toMatchObject({ "api-key": "k" });
    for (const text of collector.texts) {
      expect(cardsIn(text.replace(/"[\da-f-]{16,36}"/g, '""'))).toEqual([]);
      expect(text).not.toMatch(/alice|bob|eyJ|Bearer/i);
    }
  });
});
