import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Croupier, type House, openHouse } from "./house.ts";
import type { HttpAnswer } from "./http.ts";
import { dealt, onTurn } from "./play.ts";
import type { Player } from "./player.ts";
import type { Room } from "./room.ts";
import type { Table } from "./views.ts";
import { joinWebhook, sessionCloseWebhook } from "./webhook-body.ts";

const firstOf = ({ status, text }: HttpAnswer) => ({ status, text });

describe("the same id again, at two processes that share one Redis", () => {
  let house: House;
  let processes: readonly Croupier[];
  beforeAll(async () => {
    house = await openHouse({ processes: [], env: { TABLE_NEXT_HAND_SECONDS: "600" } });
    processes = [
      await house.open({ ROLE: "web" }),
      await house.open({ ROLE: "web" }),
      await house.open({ ROLE: "worker" }),
    ];
  });
  afterAll(() => house.close());

  async function headsUp(id: string): Promise<{ room: Room; players: Player[]; table: Table }> {
    const room = house.room(id);
    const players = [await room.join("alice"), await room.join("bob")];
    await room.settled();
    return { room, players, table: (await dealt(players[0]!, 2)).table };
  }
  /** 100ms knows the peer, its own webhook is lost. */
  async function joinedUnnoticed(id: string, userId: string) {
    house.emulator.faults.set({ webhooks: [{ roomId: id, effect: "drop" }] });
    const { peer } = await house.room(id).join(userId);
    return { room: house.room(id), body: joinWebhook(id, userId, { peer_id: peer.peerId }) };
  }
  const ask = (player: Player, at: number, body: object) =>
    player.ask("commands", { url: processes[at]?.url ?? "", body });

  it("answers a command byte for byte as before, with one effect", async () => {
    const { room, players, table } = await headsUp("again");
    const player = onTurn(players, table);
    const body = { id: randomUUID(), type: "act", turn: table.turn?.id, action: "raise", to: 6 };
    const answer = await ask(player, 0, body);
    expect(answer.status).toBe(200);
    const after = await room.contents();
    for (const at of [0, 1, 0, 1]) expect(firstOf(await ask(player, at, body))).toEqual(firstOf(answer));
    const shouted = { ...body, id: body.id.toUpperCase() };
    expect(firstOf(await ask(player, 0, shouted))).toEqual(firstOf(answer));
    expect(await room.contents()).toEqual(after);
  });

  it("answers so although the room has moved on", async () => {
    const { players, table } = await headsUp("later");
    const [player, other] = [onTurn(players, table), players.find((one) => one !== onTurn(players, table))!];
    const body = { id: randomUUID(), type: "act", turn: table.turn?.id, action: "call" };
    const answer = await ask(player, 0, body);
    const next = JSON.parse(answer.text).table.turn.id;
    await other.does({ type: "act", turn: next, action: "check" });
    expect(firstOf(await ask(player, 1, body))).toEqual(firstOf(answer));
  });

  it("has one effect when a command comes many times at once", async () => {
    const { room, players, table } = await headsUp("at-once");
    const version = await room.version();
    const body = { id: randomUUID(), type: "act", turn: table.turn?.id, action: "call" };
    const player = onTurn(players, table);
    const answers = await Promise.all(Array.from({ length: 12 }, (_, index) => ask(player, index % 2, body)));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers.map(({ status }) => status)).toEqual(Array(12).fill(200));
    expect(await room.version()).toBe(version + 1);
  });

  it("lets one of two different commands for the same turn win", async () => {
    const { room, players, table } = await headsUp("race");
    const version = await room.version();
    const player = onTurn(players, table);
    const answers = await Promise.all(
      ["call", "fold", "allIn", "call"].map((action, index) =>
        ask(player, index % 2, { id: randomUUID(), type: "act", turn: table.turn?.id, action }),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409, 409]);
    expect(await room.version()).toBe(version + 1);
  });

  it("repeats a refusal, also when the command would be accepted by now", async () => {
    const { players, table } = await headsUp("refused");
    const [first, second] = [onTurn(players, table), players.find((one) => one !== onTurn(players, table))!];
    const early = { id: randomUUID(), type: "act", turn: table.turn?.id, action: "call" };
    const refusals = await Promise.all([0, 1, 0, 1].map((at) => ask(second, at, early)));
    for (const { status, body } of refusals) expect([status, body["code"]]).toEqual([409, "not_your_turn"]);
    const illegal = { id: randomUUID(), type: "act", turn: table.turn?.id, action: "raise", to: 3 };
    const refusal = await ask(first, 0, illegal);
    expect([refusal.status, refusal.body["code"]]).toEqual([422, "illegal_action"]);
    await first.does({ type: "act", turn: table.turn?.id, action: "call" });
    expect(firstOf(await ask(first, 1, illegal))).toEqual(firstOf(refusal));
    expect(firstOf(await ask(second, 1, early))).toEqual(firstOf(refusals[0]!));
  });

  it("shows nobody the answer to another player's command", async () => {
    const { room, players, table } = await headsUp("taken");
    const [first, second] = [onTurn(players, table), players.find((one) => one !== onTurn(players, table))!];
    const body = { id: randomUUID(), type: "act", turn: table.turn?.id, action: "call" };
    const answer = await ask(first, 0, body);
    const before = await room.contents();
    const taken = await ask(second, 1, body);
    expect([taken.status, taken.body["code"]]).toEqual([409, "id_taken"]);
    for (const card of JSON.parse(answer.text).you.cards) expect(taken.text).not.toContain(`"${card}"`);
    expect(await room.contents()).toEqual(before);
  });

  it("takes a webhook once, however often and wherever it comes", async () => {
    const { room, body } = await joinedUnnoticed("webhook", "alice");
    const post = (at: number) =>
      house.http(`${processes[at]?.url}/webhooks/100ms`, {
        headers: { "x-croupier-secret": "the secret before that one" },
        body,
      });
    const answers = await Promise.all([post(0), post(1)]);
    expect(answers.map(({ text }) => text).sort()).toEqual([
      '{"outcome":"accepted"}',
      '{"outcome":"duplicate"}',
    ]);
    await room.settled();
    const before = await room.contents();
    expect(await room.version()).toBe(1);
    for (const at of [0, 1]) expect((await post(at)).text).toBe('{"outcome":"duplicate"}');
    expect(await room.contents()).toEqual(before);
  });

  it("changes nothing by another copy of the same fact, or by one of a session that is over", async () => {
    const { room, body: join } = await joinedUnnoticed("copies", "alice");
    expect((await house.webhook(join)).body).toEqual({ outcome: "accepted" });
    expect(await room.version()).toBe(1);
    expect((await house.webhook({ ...join, id: randomUUID() })).body).toEqual({ outcome: "accepted" });
    expect(await room.version()).toBe(1);
    await house.webhook(sessionCloseWebhook("copies"));
    const closed = await room.version();
    const late = joinWebhook("copies", "bob");
    expect((await house.webhook(late)).body).toEqual({ outcome: "accepted" });
    expect(await room.version()).toBe(closed);
  });
});
