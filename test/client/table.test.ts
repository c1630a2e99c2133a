import { describe, expect, it } from "@jest/globals";
import type { Happening } from "../../src/client/happenings.ts";
import { openStage, tableOf, whole, youOf } from "./stage.ts";

const events = (...types: string[]) => types.map((type) => ({ type }));

describe("the newest view", () => {
  it("is connecting, then live with what the server answers", async () => {
    const { table, asked, settle } = openStage();
    expect(table.snapshot()).toMatchObject({ connection: "connecting", seq: null, table: null, you: null });
    await settle();
    expect(table.snapshot()).toMatchObject({ connection: "live", seq: 1, problem: null });
    expect(asked).toEqual([{ method: "GET", path: "/table", token: "Bearer alice's token", body: {} }]);
  });

  it("is the same object until something changes", async () => {
    const { table, tell, settle } = openStage();
    await settle();
    const before = table.snapshot();
    expect(table.snapshot()).toBe(before);
    tell({ seq: 2, kind: "table", events: [], table: tableOf(1, "bob") });
    expect(table.snapshot()).not.toBe(before);
    expect(table.snapshot().table?.turn?.player).toBe("bob");
  });

  it("is not replaced by an older message, whatever the order", async () => {
    const { table, tell, settle } = openStage();
    await settle();
    tell({ seq: 3, kind: "table", events: [], table: tableOf(3) });
    tell({ seq: 2, kind: "table", events: [], table: tableOf(2) });
    tell({ seq: 2, kind: "you", you: youOf("2c") });
    expect(table.snapshot()).toMatchObject({ seq: 3, table: { hand: { no: 3 } } });
  });

  it("keeps the table and the own view apart, each by its own number", async () => {
    const { table, tell, settle } = openStage();
    await settle();
    tell({ seq: 3, kind: "you", you: youOf("Kd") });
    tell({ seq: 2, kind: "table", events: [], table: tableOf(1, "carol") });
    expect(table.snapshot()).toMatchObject({
      seq: 3,
      table: { turn: { player: "carol" } },
      you: { cards: ["Kd"] },
    });
  });

  it("does not show the last hand's cards or a past turn's choices beside a newer table", async () => {
    const { table, tell, settle } = openStage();
    await settle();
    tell({ seq: 2, kind: "table", events: [], table: tableOf(1, "alice") });
    tell({ seq: 2, kind: "you", you: youOf("Ah", { actions: ["fold", "call"] }) });
    expect(table.snapshot().you).toMatchObject({ cards: ["Ah"], legal: { actions: ["fold", "call"] } });
    tell({ seq: 3, kind: "table", events: [], table: tableOf(2, "bob") });
    expect(table.snapshot().you).toMatchObject({ cards: [], legal: null });
    tell({ seq: 3, kind: "you", you: youOf("7s") });
    expect(table.snapshot().you).toMatchObject({ cards: ["7s"], legal: null });
  });

  it("goes back only when the server does not know any more what it told before the question", async () => {
    const { table, tell, answer, settle } = openStage();
    await settle();
    tell({ seq: 2, kind: "table", events: [], table: tableOf(2) });
    answer("/table", { json: whole(1) });
    await table.refresh();
    expect(table.snapshot()).toMatchObject({ seq: 1, table: { hand: { no: 1 } } });
  });
});

describe("who may speak", () => {
  const forged = {
    v: 1,
    game: "poker",
    room: "room-1",
    seq: 99,
    kind: "table",
    events: [],
    table: tableOf(9),
  };
  it.each([
    ["a peer", JSON.stringify(forged), "peer-7", "custom_event"],
    ["a chat message", JSON.stringify(forged), undefined, "chat"],
    ["another room", JSON.stringify({ ...forged, room: "room-2" }), undefined, "custom_event"],
    ["another version", JSON.stringify({ ...forged, v: 2 }), undefined, "custom_event"],
    ["words", "Last hand before the break", undefined, "custom_event"],
    ["JSON of something else", "null", undefined, "custom_event"],
    ["JSON without a view", JSON.stringify({ ...forged, table: undefined }), undefined, "custom_event"],
    ["something that is no text", { ...forged }, undefined, "custom_event"],
  ])("not %s", async (_who, message, sender, type) => {
    const { table, say, settle } = openStage();
    await settle();
    const before = table.snapshot();
    const happened: Happening[] = [];
    table.onEvents((happening) => happened.push(happening));
    say(message, sender, type);
    expect(table.snapshot()).toBe(before);
    expect(happened).toEqual([]);
  });
});

describe("events", () => {
  it("come once each and in order, with the table after them", async () => {
    const { table, tell, settle } = openStage();
    await settle();
    const happened: Happening[] = [];
    const stop = table.onEvents((happening) => happened.push(happening));
    const second = { seq: 2, kind: "table", events: events("HandStarted", "BlindPosted"), table: tableOf(1) };
    tell(second);
    tell(second);
    tell({ seq: 3, kind: "table", events: [], table: tableOf(1) });
    stop();
    tell({ seq: 4, kind: "table", events: events("Folded"), table: tableOf(1) });
    expect(happened).toEqual([{ seq: 2, events: events("HandStarted", "BlindPosted"), table: tableOf(1) }]);
    expect(table.snapshot().lastEvents).toEqual(events("Folded"));
  });

  it("come although the answer of the own command was quicker than the message", async () => {
    const { table, tell, answer, settle } = openStage();
    await settle();
    answer("/commands", { json: whole(2) });
    await table.send({ type: "stand" });
    const happened: number[] = [];
    table.onEvents(({ seq }) => happened.push(seq));
    tell({ seq: 2, kind: "table", events: events("Folded"), table: tableOf(1) });
    expect(happened).toEqual([2]);
  });
});

describe("looking again", () => {
  const looks = (asked: readonly { path: string }[]) => asked.filter(({ path }) => path === "/table").length;

  it("needs no look while messages come one after the other", async () => {
    const { tell, asked, clock, settle } = openStage();
    await settle();
    for (const seq of [2, 3, 4]) tell({ seq, kind: "table", events: [], table: tableOf(1) });
    await clock.advance(1000);
    expect(looks(asked)).toBe(1);
  });

  it("looks once, a moment after a gap", async () => {
    const { table, tell, asked, answer, clock, settle } = openStage();
    await settle();
    answer("/table", { json: whole(5) });
    tell({ seq: 4, kind: "table", events: [], table: tableOf(1) });
    tell({ seq: 5, kind: "table", events: [], table: tableOf(1) });
    expect(looks(asked)).toBe(1);
    await clock.advance(300);
    expect(looks(asked)).toBe(2);
    expect(table.snapshot()).toMatchObject({ connection: "live", seq: 5 });
    await clock.advance(1000);
    expect(looks(asked)).toBe(2);
  });

  it("is stale while messages are lost, polls, and is live again after a look", async () => {
    const { table, connection, asked, clock, settle } = openStage();
    await settle();
    connection("down");
    expect(table.snapshot().connection).toBe("stale");
    await clock.advance(2500);
    expect(looks(asked)).toBe(2);
    expect(table.snapshot().connection).toBe("stale");
    connection("up");
    expect(table.snapshot().connection).toBe("stale");
    await settle();
    expect(looks(asked)).toBe(3);
    expect(table.snapshot().connection).toBe("live");
  });

  it("looks when it is long silent in a game", async () => {
    const { asked, clock, settle } = openStage();
    await settle();
    await clock.advance(19_000);
    expect(looks(asked)).toBe(1);
    await clock.advance(2000);
    expect(looks(asked)).toBe(2);
  });

  it("looks when it is the player's turn and nobody tells what they may do", async () => {
    const { table, tell, answer, clock, settle } = openStage();
    await settle();
    tell({ seq: 2, kind: "table", events: [], table: tableOf(1, "alice") });
    const you = youOf("Ah", { actions: ["check"] });
    answer("/table", { json: { version: 2, table: tableOf(1, "alice"), you } });
    await clock.advance(2000);
    expect(table.snapshot().you?.legal).toEqual({ actions: ["check"] });
  });

  it("tells why it cannot, tries again more and more slowly, and goes on", async () => {
    const { table, answer, asked, clock, settle } = openStage();
    await settle();
    answer(
      "/table",
      "away",
      { status: 503, json: { code: "unavailable", detail: "Later." } },
      { json: whole(8) },
    );
    await table.refresh();
    expect(table.snapshot()).toMatchObject({ connection: "stale", problem: { code: "unreachable" } });
    await clock.advance(300);
    expect(table.snapshot().problem).toEqual({ code: "unavailable", detail: "Later.", status: 503 });
    await clock.advance(1000);
    expect(table.snapshot()).toMatchObject({ connection: "live", seq: 8, problem: null });
    expect(looks(asked)).toBe(4);
  });

  it("waits for a room that Croupier has not heard of yet", async () => {
    const unknown = { status: 404, json: { code: "unknown_room", detail: "No." } };
    const stage = openStage({ looks: [unknown, { json: whole(1) }] });
    await stage.settle();
    expect(stage.table.snapshot()).toMatchObject({ connection: "connecting" });
    await stage.clock.advance(1000);
    expect(stage.table.snapshot()).toMatchObject({ connection: "live" });
  });

  it("takes a welcome for a look", () => {
    const stage = openStage({ looks: ["never"] });
    stage.tell({ seq: 3, kind: "welcome", table: tableOf(2), you: null });
    expect(stage.table.snapshot()).toMatchObject({ connection: "live", seq: 3, you: null });
  });
});

describe("the end", () => {
  it("closes for good when the token is refused", async () => {
    const refusal = { status: 401, json: { code: "unauthorized", detail: "It has expired." } };
    const stage = openStage({ looks: [refusal] });
    await stage.settle();
    expect(stage.table.snapshot()).toMatchObject({
      connection: "closed",
      problem: { code: "unauthorized", detail: "It has expired." },
    });
    expect(stage.isListening()).toBe(false);
    expect(stage.clock.pending()).toBe(0);
  });

  it("asks for another token once when there may be one", async () => {
    const tokens = ["old", "new", "new"];
    const looks = [{ status: 401, json: { code: "unauthorized" } }, { json: whole(1) }];
    const stage = openStage({ token: () => tokens.shift() ?? "none", looks });
    await stage.settle();
    expect(stage.asked.map(({ token }) => token)).toEqual(["Bearer old", "Bearer new"]);
    expect(stage.table.snapshot().connection).toBe("live");
  });

  it("closes when the room was left", async () => {
    const { table, connection, clock, settle } = openStage();
    await settle();
    connection("left");
    expect(table.snapshot()).toMatchObject({ connection: "closed", problem: { code: "left_room" } });
    expect(clock.pending()).toBe(0);
  });

  it("still asks for what is kept after the room was left", async () => {
    const { table, answer, connection, settle } = openStage();
    await settle();
    connection("left");
    answer("/audit", { json: { secret: "0A1B" } });
    answer("/hands/7/proof", {
      status: 409,
      json: { code: "not_in_room", detail: "You are not in this room." },
    });
    expect(await table.audit()).toEqual({ ok: true, value: { secret: "0A1B" } });
    expect(await table.proof(7)).toMatchObject({ ok: false, problem: { code: "not_in_room" } });
  });

  it("leaves nothing running and answers what waits", async () => {
    const { table, answer, asked, isListening, clock, settle } = openStage();
    await settle();
    answer("/commands", "never");
    const waiting = table.send({ type: "stand" });
    await settle();
    const told: string[] = [];
    table.subscribe(() => told.push(table.snapshot().connection));
    table.close();
    expect(await waiting).toMatchObject({ ok: false, problem: { code: "closed_here" } });
    expect(await table.send({ type: "stand" })).toMatchObject({ problem: { code: "closed_here" } });
    await table.refresh();
    expect(told).toEqual(["closed"]);
    expect([isListening(), clock.pending(), asked.length]).toEqual([false, 0, 2]);
  });
});
