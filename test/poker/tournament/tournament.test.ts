import { describe, expect, it } from "@jest/globals";
import { poker } from "../../../src/poker/poker.ts";
import type { TableConfig } from "../../../src/poker/table-config.ts";
import { ledgerBalance, totalChips } from "../../../src/poker/table-state.ts";
import { id, TableInTest } from "../table-in-test.ts";

const NAMES = ["ann", "bob", "cyd", "dan"];

/** Everybody has bought in, and the first hand is dealt. */
function started(seats: number, config: Partial<TableConfig> = {}): TableInTest {
  return new TableInTest({ mode: "sitAndGo", seats, ...config }).join(...NAMES.slice(0, seats));
}

/** Everybody who can goes all-in until the hand is over. */
function allIn(table: TableInTest): TableInTest {
  while (table.table.turn !== null) {
    const { legal } = table.you(table.table.turn.player) ?? {};
    table.act(legal?.actions.includes("allIn") === true ? "allIn" : "call");
    if (table.refusal !== null) throw new Error(table.refusal);
  }
  return table;
}

/** Hands until somebody has everything. */
function playedOut(table: TableInTest): TableInTest {
  while (table.state.tournament?.phase === "running") {
    if (table.table.turn === null) table.strike();
    else allIn(table);
  }
  return table;
}

const announced = (table: TableInTest) =>
  table.events.map(poker.publicEvent).filter((event) => event !== null);

describe("a sit and go", () => {
  it("takes the same buy-in from everybody and starts when every chair is taken", () => {
    const table = new TableInTest({ mode: "sitAndGo", seats: 3, autoSeat: false }).join(...NAMES);
    table.ask("ann", { type: "sit", buyIn: 100 });
    expect(table.refusal).toBe("buy_in_out_of_range");
    table.ask("ann", { type: "sit" }).ask("bob", { type: "sit" });
    expect(table.table).toMatchObject({
      status: "waiting",
      tournament: { no: 1, status: "registering", prizes: [600] },
    });
    table.ask("bob", { type: "stand" });
    expect(table.state.ledger.entries.at(-1)).toMatchObject({ player: "bob", chips: -200 });
    table.ask("bob", { type: "sit" }).ask("cyd", { type: "sit" });
    expect(announced(table)).toContainEqual({ type: "TournamentStarted", no: 1, prizes: [600] });
    expect(table.table).toMatchObject({
      status: "playing",
      hand: { no: 1 },
      tournament: { status: "running" },
    });
  });

  it("starts with fewer when a host says so", () => {
    const table = new TableInTest({ mode: "sitAndGo", autoStart: false }).join("ann");
    expect(table.askAsHost("ann", { type: "start" }).refusal).toBe("not_enough_players");
    table.join("bob", "cyd");
    expect(table.table.status).toBe("waiting");
    table.askAsHost("ann", { type: "start" });
    expect(table.table.tournament).toEqual({ no: 1, status: "running", prizes: [600] });
    expect(table.dealtIn()).toHaveLength(3);
  });

  it("lets nobody in, out or have more chips while it runs", () => {
    const table = started(3).join("dan");
    expect(table.table.waiting).toEqual(["dan"]);
    expect(table.ask("dan", { type: "sit" }).refusal).toBe("tournament_running");
    for (const during of ["a hand", "a pause between hands"]) {
      expect([during, table.ask("ann", { type: "stand" }).refusal]).toEqual([during, "tournament_running"]);
      expect(table.ask("ann", { type: "topUp", chips: 1 }).refusal).toBe("not_offered");
      const set = { type: "setStack", player: id("ann"), chips: 1000 } as const;
      expect(table.askAsHost("ann", set).refusal).toBe("not_offered");
      const blinds = { type: "configure", bigBlind: 4 } as const;
      expect(table.askAsHost("ann", blinds).refusal).toBe("tournament_running");
      expect(table.askAsHost("ann", { type: "addBot" }).refusal).toBe("tournament_running");
      table.foldRound();
    }
    expect(table.askAsHost("ann", { type: "configure", turnSeconds: 10 }).refusal).toBeNull();
  });

  it("pays by place, and the ledger is even", () => {
    const table = playedOut(started(4, { payouts: "50,30,20", levels: "1/2,50/100", levelHands: 1 }));
    const { seats, tournament, config } = table.table;
    expect(tournament).toEqual({ no: 1, status: "over", prizes: [400, 240, 160] });
    expect(seats.map(({ prize }) => prize ?? 0).reduce((sum, prize) => sum + prize)).toBe(800);
    expect(seats.filter(({ place }) => place === 1)).toEqual([expect.objectContaining({ prize: 400 })]);
    expect(totalChips(table.state)).toBe(0);
    expect(ledgerBalance(table.state)).toBe(0);
    expect(config).toMatchObject({ smallBlind: 1, bigBlind: 2 });
    for (const { player, boughtIn, cashedOut } of table.state.ledger.accounts) {
      const prize = seats.find((seat) => seat.player === player)?.prize ?? 0;
      expect([boughtIn, cashedOut]).toEqual([200, prize]);
    }
  });

  it("RR, tournaments: who is out in the same hand with the same chips shares place and prize", () => {
    const table = allIn(started(3, { payouts: "50,30,20" }));
    const results = table.state.play?.hand.results ?? [];
    expect(results).toHaveLength(1);
    const [winner, ...others] = table.table.seats.toSorted(
      (one, other) => (one.place ?? 0) - (other.place ?? 0),
    );
    expect([winner?.player, winner?.place, winner?.prize]).toEqual([winner?.player, 1, 300]);
    expect(others.map(({ place, prize }) => [place, prize])).toEqual([
      [2, 150],
      [2, 150],
    ]);
    expect(announced(table)).toContainEqual(
      expect.objectContaining({ type: "PrizePaid", place: 2, chips: 150 }),
    );
  });

  it("shows its result for a while, then frees the seats for those who wait, and another can start", () => {
    const table = playedOut(started(2).join("cyd"));
    expect(table.table.seats).toHaveLength(2);
    table.strike();
    expect(announced(table)).toContainEqual({ type: "RegistrationOpened" });
    expect(table.table).toMatchObject({
      status: "waiting",
      seats: [{ player: "cyd", stack: 200 }],
      tournament: { no: 2, status: "registering" },
    });
    table.ask("ann", { type: "sit" });
    expect(table.table).toMatchObject({ status: "playing", tournament: { no: 2, status: "running" } });
    expect(ledgerBalance(table.state)).toBe(0);
  });

  it("begins anew when the table was closed while the result was on show", () => {
    const table = playedOut(started(2)).operate("close");
    expect(table.leave("ann").join("ann").table.status).toBe("waiting");
    expect(table.table).toMatchObject({
      seats: [{ player: "ann", stack: 200 }],
      tournament: { no: 2, status: "registering" },
    });
    expect(ledgerBalance(table.state)).toBe(0);
  });

  it("waits for a host each time where it does not start by itself", () => {
    const table = new TableInTest({ mode: "sitAndGo", seats: 2, autoStart: false }).join("ann", "bob");
    playedOut(table.askAsHost("ann", { type: "start" })).strike();
    table.ask("ann", { type: "sit" }).ask("bob", { type: "sit" });
    expect(table.table.tournament).toMatchObject({ no: 2, status: "registering" });
    table.askAsHost("ann", { type: "start" });
    expect(table.table.tournament).toMatchObject({ no: 2, status: "running" });
  });

  it("has levels by hands, by the clock, or its own", () => {
    const byHands = started(3, { levels: "1/2,3/6/1", levelHands: 2 });
    expect(byHands.table.level).toEqual({ no: 1, nextAt: null, nextHand: 3 });
    expect(byHands.nextHand().table.config.bigBlind).toBe(2);
    expect(byHands.nextHand().table.config).toMatchObject({ smallBlind: 3, bigBlind: 6, ante: 1 });
    expect(byHands.table.level).toEqual({ no: 2, nextAt: null });
    const usual = started(3, { smallBlind: 5, bigBlind: 10 });
    usual.wait(300_000).nextHand().wait(300_000).nextHand();
    expect(usual.table.config).toMatchObject({ smallBlind: 15, bigBlind: 30 });
  });

  it("is broken off with the room: everybody takes the chips they have", () => {
    const table = started(3, { levels: "5/10", levelHands: 9 });
    table.act("fold").closeRoom();
    expect(table.state.ledger.accounts.map(({ cashedOut }) => cashedOut)).toEqual([200, 200, 200]);
    expect(totalChips(table.state)).toBe(0);
    table.join("ann");
    expect(table.table).toMatchObject({
      config: { bigBlind: 2 },
      tournament: { no: 2, status: "registering" },
    });
  });
});

describe("in a sit and go who is not there", () => {
  it("is dealt in and posts blinds, also when sitting out", () => {
    const table = started(3).ask("bob", { type: "sitOut" }).leave("cyd").nextHand();
    expect(table.dealtIn()).toHaveLength(3);
    const before = table.state.seats.map(({ stack }) => stack);
    for (let hands = 0; hands < 5; hands += 1) {
      while (table.table.turn !== null) {
        expect(table.table.turn.player).not.toBe("bob");
        if (table.table.turn.player === "cyd") table.strike();
        else table.act(table.table.turn.canCheck ? "bet" : "call", table.table.turn.canCheck ? 4 : undefined);
      }
      table.strike();
    }
    expect(table.state.seats[1]?.stack).toBeLessThan(before[1] ?? 0);
    expect(table.state.seats[2]?.stack).toBeLessThan(before[2] ?? 0);
    expect(table.table.seats.map(({ player }) => player)).toEqual(["ann", "bob", "cyd"]);
  });

  it("is not waited for after two turns in a row, and is again when they are back", () => {
    const table = started(2).leave("bob");
    let waitedFor = 0;
    for (let hands = 0; hands < 6; hands += 1) {
      while (table.table.turn !== null) {
        const isBob = table.table.turn.player === "bob";
        waitedFor += isBob ? 1 : 0;
        if (isBob) table.strike();
        else table.act(table.table.turn.canCheck ? "check" : "call");
      }
      table.strike();
    }
    expect(waitedFor).toBe(2);
    table.join("bob");
    while (table.table.turn?.player === "ann") table.act(table.table.turn.canCheck ? "check" : "call");
    if (table.table.turn === null) table.strike();
    const turns = new Set<string>();
    for (let steps = 0; steps < 4 && table.table.turn !== null; steps += 1) {
      turns.add(table.table.turn.player);
      table.act(table.table.turn.canCheck ? "check" : "call");
    }
    expect(turns).toContain("bob");
  });

  it("loses no seat by being away", () => {
    const table = started(3, { awaySeatSeconds: 1 }).leave("cyd").foldRound().wait(600_000).strike();
    expect(table.table.seats).toHaveLength(3);
  });
});

describe("in a sit and go who is removed", () => {
  it("takes the last place, chips are out of play, and the prizes stay what they were", () => {
    const table = started(3, { payouts: "60,40" }).foldRound();
    const { stack } = table.seat("cyd");
    table.askAsHost("ann", { type: "kick", player: id("cyd") });
    expect(table.table.tournament).toEqual({
      no: 1,
      status: "running",
      prizes: [360, 240],
      forfeited: stack,
    });
    expect(table.seat("cyd")).toMatchObject({ place: 3, stack: 0 });
    expect(table.events.flatMap((event) => poker.expels?.(event) ?? [])).toEqual([
      { player: "cyd", reason: expect.any(String) },
    ]);
    expect(ledgerBalance(table.state)).toBe(0);
    expect(table.askAsHost("ann", { type: "kick", player: id("cyd") }).refusal).toBe("nothing_to_do");
    playedOut(table);
    expect(table.table.seats.map(({ prize }) => prize ?? 0).toSorted((one, other) => one - other)).toEqual([
      0, 240, 360,
    ]);
    expect(ledgerBalance(table.strike().state)).toBe(0);
    expect(table.ask("cyd", { type: "sit" }).refusal).toBe("may_not_play");
  });

  it("plays no further in the hand, and two of three end the tournament", () => {
    const table = started(3);
    table.askAsHost("ann", { type: "kick", player: id("bob") });
    table.change("cyd", { mayPlay: false });
    if (table.table.turn !== null) table.foldRound();
    expect(table.seat("ann")).toMatchObject({ place: 1, prize: 600 });
    expect(table.table.tournament?.status).toBe("over");
  });

  it("ends a tournament that waits for its players, and the next one can begin", () => {
    const table = new TableInTest({ mode: "sitAndGo", seats: 2 }).join("ann", "bob").leave("ann", "bob");
    while (table.table.status !== "waiting") table.strike();
    table.joinAs("ann", { mayPlay: false });
    expect(table.table.tournament?.status).toBe("over");
    expect(table.deadline?.dueAtMs).toBe(table.nowMs + 5_000);
    table.join("cyd", "dan").strike();
    expect(table.table.tournament).toMatchObject({ no: 2, status: "running" });
    expect(table.dealtIn().toSorted()).toEqual(["cyd", "dan"]);
  });

  it("gets the chips back when the tournament is broken off", () => {
    const table = started(3).foldRound();
    const { stack } = table.seat("cyd");
    table.askAsHost("ann", { type: "kick", player: id("cyd") }).closeRoom();
    const cyd = table.state.ledger.accounts.find(({ player }) => player === "cyd");
    expect(cyd?.cashedOut).toBe(stack);
    expect([totalChips(table.state), ledgerBalance(table.state)]).toEqual([0, 0]);
  });
});

describe("a table", () => {
  it("changes between cash game and sit and go when nobody sits, and never to what contradicts itself", () => {
    const table = new TableInTest({ autoSeat: false }).join("ann", "bob");
    const change = { type: "configure", mode: "sitAndGo" } as const;
    expect(table.askAsHost("ann", { ...change, sevenDeuce: 5 }).refusal).toBe("bad_configuration");
    expect(table.askAsHost("ann", { ...change, seats: 2, payouts: "50,30,20" }).refusal).toBe(
      "bad_configuration",
    );
    expect(table.askAsHost("ann", change).table.tournament?.status).toBe("registering");
    table.ask("ann", { type: "sit" });
    expect(table.askAsHost("ann", { type: "configure", buyIn: 100 }).refusal).toBe("table_occupied");
    expect(table.askAsHost("ann", { type: "configure", mode: "cash" }).refusal).toBe("table_occupied");
    table.ask("ann", { type: "stand" });
    expect(table.askAsHost("ann", { type: "configure", mode: "cash" }).refusal).toBeNull();
  });
});

describe("heads-up", () => {
  it("TDA 34-B: nobody has the big blind twice running when a third is out", () => {
    for (const seed of ["1", "2", "3", "4", "5", "6", "7", "8"]) {
      const table = started(4, { seed, levelHands: 3 });
      let last = "";
      while (table.state.tournament?.phase === "running") {
        const big = table.positions().big ?? "";
        expect(big).not.toBe(last);
        last = big;
        if (table.state.handNo % 3 === 0) allIn(table);
        else table.foldRound();
        table.strike();
      }
    }
  });

  it("TDA 48: fixed limit has no cap", () => {
    const table = started(2, { variant: "flhe" });
    for (let raises = 0; raises < 8; raises += 1) table.act("raise");
    expect(table.refusal).toBeNull();
  });
});
