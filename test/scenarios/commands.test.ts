import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type House, openHouse } from "./house.ts";
import { dealt, onTurn, playToShowdown, seen } from "./play.ts";
import type { Player } from "./player.ts";
import { legalSchema, type Table } from "./views.ts";

const seatOf = ({ seats }: Table, userId: string) => seats.find(({ player }) => player === userId);

describe("commands of the players", () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse({ env: { PLAYER_ROLES: "player,host", TABLE_NEXT_HAND_SECONDS: "0.05" } });
  });
  afterAll(() => house.close());

  async function seat(id: string, names: readonly string[]) {
    const room = house.room(id);
    const players: Player[] = [];
    for (const name of names) players.push(await room.join(name, name === "hank" ? { role: "host" } : {}));
    await room.settled();
    return { room, players };
  }
  const refusal = async (player: Player, command: object) => {
    const { status, body } = await player.command(command);
    return [status, body["code"]];
  };

  it("plays every action: call, check, bet, raise, fold and allIn", async () => {
    const { players } = await seat("actions", ["alice", "bob"]);
    let { table, version } = await dealt(players[0]!, 2);
    const act = async (action: string, to?: number) => {
      const player = onTurn(players, table);
      const answer = await player.does({ type: "act", turn: table.turn?.id, action, ...(to && { to }) });
      expect(answer.version).toBe(version + 1);
      ({ table, version } = answer);
      return answer;
    };
    const small = onTurn(players, table).userId;
    expect(table.turn).toMatchObject({ canCheck: false, callAmount: 1, minRaiseTo: 4, maxRaiseTo: 200 });
    expect((await act("call")).you).toMatchObject({ totalBet: 2, stack: 198, legal: null });
    expect(table.turn).toMatchObject({ canCheck: true, callAmount: 0 });
    await act("check");
    expect(table.hand).toMatchObject({ street: "flop", pots: [{ chips: 4 }] });
    await act("bet", 10);
    expect(table.turn).toMatchObject({ callAmount: 10, minRaiseTo: 20, maxRaiseTo: 198 });
    await act("raise", 30);
    await act("call");
    expect(table.hand).toMatchObject({ street: "turn", pots: [{ chips: 64 }] });
    await act("allIn");
    expect(table.turn).toMatchObject({ callAmount: 168, minRaiseTo: null, maxRaiseTo: null });
    const over = await act("fold");
    expect(over.table.turn).toBeNull();
    expect(over.table.hand).toMatchObject({ street: "showdown", pots: [] });
    const [result] = over.table.hand?.results ?? [];
    expect(result).toEqual({ player: expect.not.stringMatching(small), chips: 64, handName: null });
    expect(over.table.seats.map(({ cards }) => cards)).toEqual([null, null]);
  });

  it("refuses what is late, not one's own, or not by the rules, and says what is legal", async () => {
    const { room, players } = await seat("refusals", ["alice", "bob"]);
    const { table } = await dealt(players[0]!, 2);
    const first = onTurn(players, table);
    const second = players.find((player) => player !== first)!;
    const turn = table.turn?.id;
    const before = await room.contents();
    expect(await refusal(second, { type: "act", turn, action: "fold" })).toEqual([409, "not_your_turn"]);
    expect(await refusal(first, { type: "act", turn: "1-99", action: "call" })).toEqual([409, "stale_turn"]);
    for (const [action, to] of [
      ["check", undefined],
      ["bet", 10],
      ["raise", 3],
      ["raise", 201],
      ["raise", undefined],
    ] as const) {
      const answer = await first.command({ type: "act", turn, action, ...(to && { to }) });
      expect([answer.status, answer.body["code"]]).toEqual([422, "illegal_action"]);
      expect(legalSchema.parse(answer.body["legal"])).toEqual((await first.table()).you?.legal);
    }
    expect(await room.contents()).toEqual(before);
    await first.does({ type: "act", turn, action: "call" });
    expect(await refusal(first, { type: "act", turn, action: "call" })).toEqual([409, "stale_turn"]);
  });

  it("stands up and cashes out, and brings back what it left with", async () => {
    const { players } = await seat("stand", ["alice", "bob"]);
    const { table } = await dealt(players[0]!, 2);
    const first = onTurn(players, table);
    const stood = await first.does({ type: "stand" });
    expect(stood.table.hand?.results).toMatchObject([{ chips: 2 }]);
    expect(stood.you).toBeNull();
    expect(seatOf(stood.table, first.userId)).toBeUndefined();
    expect(await refusal(first, { type: "stand" })).toEqual([409, "not_seated"]);
    expect(await refusal(first, { type: "act", turn: "9-9", action: "fold" })).toEqual([409, "not_seated"]);
    expect(await refusal(first, { type: "sit", seat: 10 })).toEqual([409, "no_such_seat"]);
    const taken = stood.table.seats[0]?.seat;
    expect(await refusal(first, { type: "sit", seat: taken })).toEqual([409, "seat_taken"]);
    const southward = await first.command({ type: "sit", buyIn: 100 });
    expect(southward.body).toMatchObject({ status: 409, code: "buy_in_out_of_range", min: 199, max: 400 });
    const sat = await first.does({ type: "sit", seat: 7, buyIn: 300 });
    expect(seatOf(sat.table, first.userId)).toMatchObject({ seat: 7, connected: true });
    expect(await refusal(first, { type: "sit" })).toEqual([409, "already_seated"]);
  });

  it("sits out and in, and tops up", async () => {
    const { players } = await seat("breaks", ["alice", "bob", "carol"]);
    const carol = players[2]!;
    await dealt(players[0]!, 2);
    await carol.does({ type: "sitOut" });
    expect(await refusal(carol, { type: "sitOut" })).toEqual([409, "nothing_to_do"]);
    expect(seatOf((await carol.table()).table, "carol")?.status).toBe("sittingOut");
    const topped = await carol.does({ type: "topUp", chips: 150 });
    expect(topped.you?.stack).toBe(350);
    const over = await carol.command({ type: "topUp", chips: 51 });
    expect(over.body).toMatchObject({ code: "over_maximum", maximum: 50 });
    expect((await carol.does({ type: "sitIn" })).table.seats).toHaveLength(3);
    expect(await refusal(carol, { type: "sitIn" })).toEqual([409, "nothing_to_do"]);
  });

  it("obeys hosts only where hosts are asked for", async () => {
    const { players } = await seat("hosts", ["hank", "alice"]);
    const [hank, alice] = [players[0]!, players[1]!];
    await dealt(hank, 2);
    for (const command of [
      { type: "pause" },
      { type: "resume" },
      { type: "start" },
      { type: "kick", player: "hank" },
      { type: "setStack", player: "alice", chips: 400 },
      { type: "transferHost", player: "alice" },
    ])
      expect(await refusal(alice, command)).toEqual([403, "not_host"]);
    const { table } = await hank.does({ type: "pause" });
    expect(table).toMatchObject({ status: "paused", host: "hank" });
    const act = { type: "act", turn: table.turn?.id, action: "fold" };
    expect(await refusal(onTurn(players, table), act)).toEqual([409, "paused"]);
    expect((await hank.does({ type: "resume" })).table.status).toBe("playing");
    await hank.does({ type: "setStack", player: "alice", chips: 350 });
    await playToShowdown(players, await hank.table());
    await seen(hank, "the stack of the next hand", ({ table: next }) => {
      const { stack = 0, bet = 0 } = seatOf(next, "alice") ?? {};
      return next.hand?.no === 2 && stack + bet === 350;
    });
    expect((await hank.does({ type: "transferHost", player: "alice" })).table.host).toBe("alice");
    expect((await alice.does({ type: "pause" })).table.status).toBe("paused");
    const kicked = await alice.does({ type: "kick", player: "hank" });
    expect(kicked.table.host).toBe("alice");
  });

  it("starts by the host's word where tables do not start by themselves", async () => {
    const manual = await openHouse({ env: { TABLE_AUTO_START: "false", TABLE_AUTO_SEAT: "false" } });
    try {
      const room = manual.room("manual");
      const [hank, alice] = [await room.join("hank", { role: "host" }), await room.join("alice")];
      await room.settled();
      expect((await hank.table()).table.seats).toEqual([]);
      expect((await hank.table()).you).toBeNull();
      expect(await refusal(hank, { type: "start" })).toEqual([409, "not_enough_players"]);
      for (const player of [hank, alice]) await player.does({ type: "sit" });
      expect((await alice.table()).table).toMatchObject({ status: "waiting", hand: null, turn: null });
      expect(await refusal(alice, { type: "act", turn: "1-0", action: "fold" })).toEqual([409, "no_hand"]);
      expect((await hank.does({ type: "start" })).table).toMatchObject({
        status: "playing",
        hand: { no: 1, street: "preflop" },
      });
    } finally {
      await manual.close();
    }
  });

  it("carries out many commands at once one after the other", async () => {
    const { room, players } = await seat("versions", ["alice", "bob"]);
    await dealt(players[0]!, 2);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        players[index % 2]!.command({ type: index % 4 < 2 ? "sitOut" : "sitIn" }),
      ),
    );
    const versions = answers.filter(({ status }) => status === 200).map(({ body }) => body["version"]);
    expect(versions.length).toBeGreaterThanOrEqual(2);
    expect(new Set(versions).size).toBe(versions.length);
    expect(await house.redis.xlen(room.key("events"))).toBe(await room.version());
  });
});
