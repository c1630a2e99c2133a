import { beforeEach, describe, expect, it } from "@jest/globals";
import type { OutboxMessage } from "../../src/rooms/ports.ts";
import { peerId, playerId, ROOM } from "../fakes/facts.ts";
import { refusal } from "../fakes/memory-platform.ts";
import { START_MS } from "../fakes/test-clock.ts";
import { connected, message } from "../redis/commits.ts";
import { type Lane, openLane } from "./lane-in-test.ts";

const CALL_MS = 100;
const CROWD = Array.from({ length: 700 }, (_, no) => connected(`fan${no}-1`));
const PEERS = [connected("ann-1"), ...CROWD];

const welcome = (seq: number, no: number): OutboxMessage =>
  message(seq, {
    topic: "welcome",
    target: { kind: "peer", peerId: peerId(`fan${no}-1`) },
    message: `{"kind":"welcome","seq":${seq},"you":null}`,
    atMs: START_MS,
  });
const table = (seq: number): OutboxMessage =>
  message(seq, { message: `{"kind":"table","seq":${seq},"events":[],"table":{}}`, atMs: START_MS });
const you = (seq: number): OutboxMessage =>
  message(seq, {
    topic: "you",
    target: { kind: "player", player: playerId("ann") },
    message: `{"kind":"you","seq":${seq}}`,
    atMs: START_MS,
  });
const welcomes = (count: number) => Array.from({ length: count }, (_, no) => welcome(no + 1, no));

let lane: Lane;
beforeEach(() => {
  lane = openLane();
  lane.world.platform.answer(() => lane.world.clock.sleep(CALL_MS));
});
const kindsSent = () => lane.world.platform.sent.map((sent) => JSON.parse(sent.message).kind as string);

describe("a crowd of spectators", () => {
  it("keeps no player waiting: the next table message is for everybody, and takes the place of the welcomes before it", async () => {
    await lane.put([...welcomes(700), table(701), you(701), welcome(702, 0)], PEERS);
    expect(await lane.drain()).toBe("done");
    expect(kindsSent()).toEqual(["table", "you", "welcome"]);
    expect(await lane.seqsLeft()).toEqual([]);
  });

  it("that is being welcomed keeps what comes meanwhile waiting for less than half a second", async () => {
    await lane.put(welcomes(700), PEERS);
    let toldAtMs = 0;
    lane.world.platform.answer(async (sent) => {
      await lane.world.clock.sleep(CALL_MS);
      if (lane.world.platform.sent.length === 5) await lane.put([table(701), you(701)], PEERS);
      if (JSON.parse(sent.message).kind === "you") toldAtMs = lane.world.clock.nowMs();
    });
    expect(await lane.drain()).toBe("done");
    expect(kindsSent().slice(0, 5)).toEqual(Array(5).fill("welcome"));
    expect(toldAtMs - START_MS).toBeLessThan(6 * CALL_MS + 500);
    expect(kindsSent().at(-1)).toBe("you");
  });

  it("is welcomed one by one when the table message is refused for good", async () => {
    await lane.put([...welcomes(10), table(11)], PEERS);
    lane.world.platform.answer(({ message: text }) => {
      if (text.includes('"kind":"table"')) throw refusal(400);
    });
    expect(await lane.drain()).toBe("done");
    expect(kindsSent()).toEqual(Array(10).fill("welcome"));
    expect(await lane.world.redis.records.dead(ROOM, 10)).toHaveLength(1);
  });

  it("that is none is welcomed in the order of its coming", async () => {
    await lane.put([...welcomes(8), table(9), you(9)], PEERS);
    expect(await lane.drain()).toBe("done");
    expect(kindsSent()).toEqual([...Array(8).fill("welcome"), "table", "you"]);
  });
});
