import type { Player } from "./player.ts";
import { until } from "./until.ts";
import type { Answer, Table } from "./views.ts";

/** Waits until a player's table is as wanted. */
export function seen(
  player: Player,
  what: string,
  isWanted: (answer: Answer) => boolean = () => true,
): Promise<Answer> {
  return until(`${player.userId} sees ${what}`, async () => {
    const answer = await player.table();
    return isWanted(answer) && answer;
  });
}

/** Waits until a hand (that of the number, when given) is being played with so many players dealt in. */
export function dealt(player: Player, players: number, handNo?: number): Promise<Answer> {
  return seen(player, `a hand of ${players}`, ({ table }) => {
    const isThere = handNo === undefined ? table.hand !== null : table.hand?.no === handNo;
    return isThere && table.turn !== null && inHand(table).length === players;
  });
}

function inHand({ seats }: Table) {
  return seats.filter(({ status }) => status === "in" || status === "folded" || status === "allIn");
}

/** Whose turn it is, of these. */
export function onTurn(players: readonly Player[], { turn }: Table): Player {
  const player = players.find(({ userId }) => userId === turn?.player);
  if (player === undefined) throw new Error(`it is nobody's turn of these: ${JSON.stringify(turn)}`);
  return player;
}

/** The turn of `table` is played by who has it: checks or calls. */
export async function callOrCheck(players: readonly Player[], table: Table): Promise<Answer> {
  const { turn } = table;
  const action = turn?.canCheck === true ? "check" : "call";
  return onTurn(players, table).does({ type: "act", turn: turn?.id, action });
}

/** Everybody checks or calls until the showdown; returns the last answer, that of the showdown. */
export async function playToShowdown(players: readonly Player[], from: Answer): Promise<Answer> {
  let answer = from;
  while (answer.table.turn !== null) answer = await callOrCheck(players, answer.table);
  return answer;
}
