import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type House, openHouse } from "./house.ts";
import { dealt, onTurn, seen } from "./play.ts";
import type { Player } from "./player.ts";
import type { Room } from "./room.ts";
import { answerSchema, messageSchema, readMessage } from "./views.ts";

const TABLE = ["status", "config", "seats", "hand", "turn", "host", "deckPromise"];
const SEAT = ["seat", "player", "name", "stack", "bet", "status", "connected", "cards"];
const HAND = ["no", "street", "button", "board", "deckRoot", "pots", "results"];
const TURN = ["id", "player", "seat", "canCheck", "callAmount", "minRaiseTo", "maxRaiseTo", "dueAt"];
const YOU = ["player", "seat", "cards", "totalBet", "stack", "timeBankSeconds", "legal"];
const LEGAL = ["actions", "callAmount", "minRaiseTo", "maxRaiseTo"];

type Json = Record<string, unknown>;
const keysOf = (value: unknown) => Object.keys(value as object).sort();

/** Every answer and message of a table's life, as text, is read by strict schemas: no key is missing, none is new. */
describe.each(["nlhe", "flhe", "plo", "plo5", "plo8", "flo8", "shortdeck"])(
  "the contract at %s",
  (variant) => {
    let house: House;
    let room: Room;
    let players: Player[];
    const answers: string[] = [];

    beforeAll(async () => {
      house = await openHouse({
        env: {
          TABLE_VARIANT: variant,
          TABLE_ANTE: variant === "shortdeck" ? "1" : "0",
          TABLE_MIN_PLAYERS: "3",
          TABLE_NEXT_HAND_SECONDS: "600",
          PLAYER_ROLES: "player,host",
        },
      });
      room = house.room("contract");
      players = [await room.join("alice", { role: "host" })];
      for (const name of ["bob", "carol"]) players.push(await room.join(name));
      const walter = await room.join("walter", { role: "viewer" });
      await room.settled();
      let { table } = await dealt(players[0]!, 3);
      answers.push((await walter.ask("table")).text);
      while (table.turn !== null) {
        const { turn } = table;
        const isFirst = table.hand?.street === "flop" && turn.canCheck;
        const raise = isFirst && turn.minRaiseTo !== null && table.hand?.pots[0]?.contenders.length === 3;
        const action = raise ? "bet" : turn.canCheck ? "check" : "call";
        const to = raise ? { to: turn.minRaiseTo } : {};
        answers.push((await onTurn(players, table).ask("table")).text);
        const answer = await onTurn(players, table).command({ type: "act", turn: turn.id, action, ...to });
        expect(answer.status).toBe(200);
        answers.push(answer.text);
        ({ table } = answerSchema.parse(answer.body));
      }
      answers.push((await players[0]!.command({ type: "pause" })).text);
      players[2]!.leave();
      await seen(players[0]!, "carol away", (answer) =>
        answer.table.seats.some(({ connected }) => !connected),
      );
      answers.push((await players[0]!.command({ type: "resume" })).text);
      await room.admin("/close");
      answers.push((await players[0]!.ask("table")).text);
      await room.settled();
    });
    afterAll(() => house.close());

    const messages = () => room.sent().map(({ fields }) => fields.message);

    it("holds for every answer", () => {
      for (const text of answers) {
        const json = JSON.parse(text) as Json;
        expect(answerSchema.parse(json)).toEqual(json);
        expect(Object.keys(json)).toEqual(["version", "table", "you"]);
      }
      expect(answers.length).toBeGreaterThan(10);
    });

    it("holds for every message", () => {
      const kinds = new Set<string>();
      for (const text of messages()) {
        const json = JSON.parse(text) as Json;
        expect(messageSchema.parse(json)).toEqual(json);
        expect(json).toMatchObject({ v: 1, game: "poker", room: "contract", seq: expect.any(Number) });
        kinds.add(json["kind"] as string);
      }
      expect([...kinds].sort()).toEqual(["table", "welcome", "you"]);
      for (const { fields } of room.sent()) expect(fields.type).toBe("custom_event");
    });

    it("has every key of the table, the hand, the turn and a player's own view", () => {
      const views = answers.map((text) => JSON.parse(text) as { table: Json; you: Json | null });
      const inTurn = views.find(({ table, you }) => table["turn"] !== null && you?.["legal"])!;
      expect(keysOf(inTurn.table)).toEqual(TABLE.toSorted());
      expect(keysOf((inTurn.table["seats"] as Json[])[0])).toEqual(SEAT.toSorted());
      expect(keysOf(inTurn.table["hand"])).toEqual(HAND.toSorted());
      expect(keysOf(inTurn.table["turn"])).toEqual(TURN.toSorted());
      expect(keysOf(inTurn.you)).toEqual(YOU.toSorted());
      expect(keysOf(inTurn.you?.["legal"])).toEqual(LEGAL.toSorted());
      expect(inTurn.table["config"]).toMatchObject({
        variant,
        seats: 9,
        smallBlind: 1,
        bigBlind: 2,
        ante: variant === "shortdeck" ? 1 : 0,
        buyInMin: 40,
        buyInMax: 400,
        turnSeconds: 20,
      });
      expect(JSON.stringify(inTurn.table["config"])).not.toMatch(/seed/i);
    });

    it("tells the turn alike to the table and to the player", () => {
      for (const text of answers) {
        const { table, you } = answerSchema.parse(JSON.parse(text));
        if (you?.legal == null) continue;
        const { callAmount, minRaiseTo, maxRaiseTo, actions } = you.legal;
        expect(table.turn).toMatchObject({ player: you.player, callAmount, minRaiseTo, maxRaiseTo });
        expect(actions.includes("check")).toBe(table.turn?.canCheck);
        expect(Date.parse(table.turn?.dueAt ?? "")).toBeGreaterThan(Date.now() - 60_000);
        expect(table.turn?.dueAt).toMatch(/Z$/);
      }
    });

    it("deals as many cards as the game has, and reveals them at the showdown with the hands' names", () => {
      const count = { plo: 4, plo5: 5, plo8: 4, flo8: 4 }[variant] ?? 2;
      const showdown = answers
        .map((text) => answerSchema.parse(JSON.parse(text)))
        .find(({ table }) => table.hand?.results != null);
      expect(showdown?.you?.cards).toHaveLength(count);
      const { hand, seats } = showdown!.table;
      expect(hand).toMatchObject({ street: "showdown", pots: [] });
      const winners = hand?.results?.filter(({ chips }) => chips > 0) ?? [];
      expect(winners.length).toBeGreaterThan(0);
      for (const { player, handName } of winners) {
        expect(handName).not.toBeNull();
        expect(seats.find((seat) => seat.player === player)?.cards).toHaveLength(count);
      }
    });

    it("numbers each message by the version whose views it carries", () => {
      const byVersion = new Map(
        answers.map((text) => {
          const { version, table } = answerSchema.parse(JSON.parse(text));
          return [version, table];
        }),
      );
      let compared = 0;
      for (const text of messages()) {
        const message = readMessage(text);
        if (message === null || message.kind === "you" || !byVersion.has(message.seq)) continue;
        expect(message.table).toEqual(byVersion.get(message.seq));
        compared += 1;
      }
      expect(compared).toBeGreaterThan(0);
    });
  },
);
