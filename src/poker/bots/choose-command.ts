import type { PrivateView } from "../player-view.ts";
import type { TableCommand } from "../table-command.ts";
import type { PublicTable } from "../table-view.ts";
import type { BotStrength } from "./bot-strength.ts";
import { createDice, type Dice } from "./dice.ts";
import { moveByEquity } from "./equity-bot.ts";
import { moveAtRandom } from "./random-bot.ts";
import { type Move, type Situation, situationOf } from "./situation.ts";
import { moveTightly } from "./tight-bot.ts";

const moves: Readonly<Record<BotStrength, (situation: Situation, dice: Dice) => Move>> = {
  random: moveAtRandom,
  tight: moveTightly,
  equity: moveByEquity,
};

/** The bot's answer to its turn, or to the offer of two boards, from what it may see. */
export function chooseCommand(table: PublicTable, you: PrivateView, entropy: Uint8Array): TableCommand {
  if (table.turn === null || you.legal === null) return { type: "runTwice", agree: true };
  const situation = situationOf(table, you, you.legal);
  const move = moves[situation.strength](situation, createDice(entropy));
  return { type: "act", turn: table.turn.id, ...move };
}
