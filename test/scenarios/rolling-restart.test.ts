import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type House, openHouse } from "./house.ts";
import type { HttpAnswer } from "./http.ts";
import { dealt } from "./play.ts";
import type { Player } from "./player.ts";
import { until } from "./until.ts";
import { answerSchema, chipsOf } from "./views.ts";

const TURNS = 60;

describe("a rolling restart under load", () => {
  let house: House;
  let players: Player[];

  beforeAll(async () => {
    house = await openHouse({ processes: [{}, {}], env: { TABLE_NEXT_HAND_SECONDS: "0.02" } });
    const room = house.room("rolling");
    players = [await room.join("alice"), await room.join("bob")];
    await room.settled();
    await dealt(players[0]!, 2);
  });
  afterAll(() => house.close());

  /** As a client does: a lost connection is tried again with the very same request. */
  async function ask(player: Player, path: "table" | "commands", body?: object): Promise<HttpAnswer> {
    const [front] = house.running();
    try {
      return await player.ask(path, { url: front!.url, body });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== "ECONNRESET" && code !== "ECONNREFUSED" && code !== "UND_ERR_SOCKET") throw error;
      return await ask(player, path, body);
    }
  }

  it("loses no turn, no chip and no answer while every process is replaced", async () => {
    let played = 0;
    const over = new AbortController();
    const refused: string[] = [];
    const chips = new Set<number>();
    const play = async (): Promise<void> => {
      while (!over.signal.aborted) {
        const { table } = answerSchema.parse((await ask(players[0]!, "table")).body);
        chips.add(chipsOf(table));
        const player = players.find(({ userId }) => userId === table.turn?.player);
        if (player === undefined || table.turn === null) continue;
        const command = { type: "act", turn: table.turn.id, action: table.turn.canCheck ? "check" : "call" };
        const answer = await ask(player, "commands", { id: crypto.randomUUID(), ...command });
        if (answer.status === 200) played += 1;
        else refused.push(`${answer.status} ${answer.text}`);
      }
    };
    const playing = play();
    try {
      for (const old of house.running()) {
        const before = played;
        await until("turns are played", () => played > before + TURNS / 4);
        const next = await house.open();
        house.moveTo(next);
        await old.stop();
        const after = played;
        await until("turns are played on", () => played > after + TURNS / 4);
      }
    } finally {
      over.abort();
      await playing;
    }
    expect(refused).toEqual([]);
    expect(played).toBeGreaterThan(TURNS);
    expect([...chips]).toEqual([400]);
    expect(players[0]!.received("table").map(({ seq }) => seq)).toEqual(
      players[0]!
        .received("table")
        .map(({ seq }) => seq)
        .toSorted((a, b) => a - b),
    );
  }, 60_000);
});
