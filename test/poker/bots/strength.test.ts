import { expect, it } from "@jest/globals";
import type { BotStrength } from "../../../src/poker/bots/bot-strength.ts";
import { poker } from "../../../src/poker/poker.ts";
import { TableInTest } from "../table-in-test.ts";

const HANDS = 300;
const STACK = 200;

/** What the first won of the second, in chips, with the same stacks in every hand. */
function playMatch(first: BotStrength, second: BotStrength): number {
  const table = new TableInTest({ seed: "match", seats: 3, autoSeat: false, awaySeatSeconds: 86_400 });
  table.joinAs("ann", { isHost: true });
  for (const strength of [first, second]) table.askAsHost("ann", { type: "addBot", strength });
  while (table.state.handNo < HANDS) {
    if (poker.house?.turn(table.state) != null) {
      table.wait(1).bot();
      continue;
    }
    for (const { player, stack } of table.state.seats)
      if (stack !== STACK) table.askAsHost("ann", { type: "setStack", player, chips: STACK });
    table.strike();
  }
  const [account] = table.state.ledger.accounts;
  if (account === undefined) throw new Error("nobody played");
  return account.cashedOut - account.boughtIn + STACK;
}

it.each([
  ["equity", "random"],
  ["tight", "random"],
] as const)("%s bots win from %s ones", (better, worse) => {
  expect(playMatch(better, worse)).toBeGreaterThan(2 * HANDS);
});
