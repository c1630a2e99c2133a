import { describe, expect, it } from "@jest/globals";
import { cardsIn, createSecretsCheck, findLeaks, type Telling } from "../../src/demo/secrets-check.ts";
import { aSeat, aTable } from "./views.ts";

const envelope = { v: 1, game: "poker", room: "room-1", seq: 7 };
const alice = { player: "alice", seat: 1, cards: ["Ah", "Kd"], stack: 199, legal: null };
const flop = { no: 1, street: "flop", button: 1, board: ["2c", "3d", "4h"], pots: [], results: null };

function told(to: string, content: object, isPrivate = false): Telling {
  return { to, by: "message", isPrivate, text: JSON.stringify({ ...envelope, ...content }) };
}

function aPublicTable(change: Parameters<typeof aTable>[0], events: object[] = []) {
  return { kind: "table", events, table: aTable(change) };
}

describe("findLeaks", () => {
  it("lets a player see their own cards, in their own view", () => {
    expect(findLeaks(told("alice", { kind: "you", you: alice }, true))).toEqual([]);
  });

  it("finds a view that another player was told", () => {
    expect(findLeaks(told("bob", { kind: "you", you: alice }, true))).toEqual([
      expect.stringContaining("the view of alice"),
      expect.stringContaining("cards that nobody may see there: Ah Kd"),
    ]);
  });

  it("finds a view of one's own that everybody got", () => {
    expect(findLeaks(told("alice", { kind: "you", you: alice }, false))).toEqual([
      expect.stringContaining("a private view that everybody got"),
    ]);
  });

  it("lets everybody see the board", () => {
    const event = { type: "BoardDealt", street: "flop", cards: ["2c", "3d", "4h"] };
    expect(findLeaks(told("bob", aPublicTable({ hand: flop }, [event])))).toEqual([]);
  });

  it("finds a card in an event that the table does not show", () => {
    const event = { type: "BoardDealt", street: "flop", cards: ["2c", "3d", "4h", "5s"] };
    expect(findLeaks(told("bob", aPublicTable({ hand: flop }, [event])))).toEqual([
      expect.stringContaining("cards that nobody may see there: 5s"),
    ]);
  });

  it("finds hole cards that are shown before betting is over", () => {
    const seats = [aSeat(1, "alice", { cards: ["Ah", "Kd"] }), aSeat(2, "bob")];
    expect(findLeaks(told("bob", aPublicTable({ hand: flop, seats })))).toHaveLength(1);
  });

  it("lets everybody see hands shown down, but not a folded one", () => {
    const shown = aSeat(1, "alice", { cards: ["Ah", "Kd"] });
    const folded = aSeat(3, "carol", { status: "folded", cards: ["Qs", "Qc"] });
    const hand = { ...flop, street: "showdown" };
    expect(findLeaks(told("bob", aPublicTable({ turn: null, hand, seats: [shown] })))).toEqual([]);
    expect(findLeaks(told("bob", aPublicTable({ turn: null, hand, seats: [shown, folded] })))).toEqual([
      expect.stringContaining("Qs Qc"),
    ]);
  });

  it("finds a card wherever it hides in the text", () => {
    const hidden = [{ note: "Ah" }, { note: "has Ah,Kd" }, { note: "AhKd" }, { Ah: 1 }, { deck: [["Ah"]] }];
    for (const secret of hidden)
      expect(findLeaks(told("bob", { ...aPublicTable({}), ...secret }))).toHaveLength(1);
  });

  it("accepts the showdown of the last hand in a message that catches up, but no folded cards", () => {
    const shown = { type: "CardsShown", seat: 1, cards: ["Ah", "Kd"] };
    const start = { type: "HandStarted", no: 2, button: 2 };
    expect(findLeaks(told("bob", aPublicTable({}, [shown, start])))).toEqual([]);
    expect(
      findLeaks(told("bob", aPublicTable({}, [{ type: "Folded", seat: 1 }, shown, start]))),
    ).toHaveLength(1);
    expect(findLeaks(told("bob", aPublicTable({}, [start, shown])))).toHaveLength(1);
  });

  it("reads answers over HTTP as well", () => {
    const answer = (to: string): Telling => ({
      to,
      by: "answer",
      isPrivate: true,
      text: JSON.stringify({ version: 7, table: aTable(), you: alice }),
    });
    expect(findLeaks(answer("alice"))).toEqual([]);
    expect(findLeaks(answer("bob"))).toHaveLength(2);
    expect(findLeaks({ ...answer("bob"), text: '{"code":"stale_turn","detail":"Ah"}' })).toHaveLength(1);
  });
});

describe("cardsIn", () => {
  it("sees cards, not words, times or ids", () => {
    const text =
      '{"at":"2026-05-01T10:00:00.000Z","turn":"7-2","id":"9d2f-Ts","as":"As, 2c","AsTd":0,"Asset":"9chips"}';
    expect(cardsIn(text)).toEqual(["Ts", "As", "2c", "As", "Td"]);
  });
});

describe("createSecretsCheck", () => {
  it("counts what was told and keeps every fault", () => {
    const check = createSecretsCheck();
    check.tell(told("alice", { kind: "you", you: alice }, true));
    check.tell(told("bob", { kind: "you", you: alice }, true));
    expect(check.count()).toBe(2);
    expect(check.faults).toHaveLength(2);
  });
});
