import { describe, expect, it } from "@jest/globals";
import { chooseGame, readGameChoice } from "../src/game-choice.ts";

describe("GAME", () => {
  it("names the game of every new room", () => {
    expect(readGameChoice("blackjack")).toEqual({ byDefault: "blackjack", byRoom: [] });
  });

  it("names other games for rooms and beginnings of room ids, the first that fits", () => {
    const choice = readGameChoice("poker, friday=blackjack, bj-*=blackjack, bj-1=poker");
    if (choice === null) throw new Error("not understood");
    const games = ["friday", "friday-2", "bj-1", "bj-", "b"].map((room) => chooseGame(choice, room));
    expect(games).toEqual(["blackjack", "poker", "blackjack", "blackjack", "poker"]);
  });

  it.each(["", "chess", "poker,", "poker,room", "poker,room=chess", "room=poker", "poker,a*b=poker"])(
    "is not %j",
    (text) => {
      expect(readGameChoice(text)).toBeNull();
    },
  );
});
