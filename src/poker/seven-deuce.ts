import { type Draft, record } from "./draft.ts";
import { optionsOf } from "./table-options.ts";
import { seatAt } from "./table-state.ts";
import { variants } from "./variant.ts";

/** Who wins a hand alone with a seven and a deuce shows them and is paid by everybody who was dealt in. */
export function paySevenDeuce(draft: Draft): void {
  const { play, config } = draft.state;
  const bounty = optionsOf(config).sevenDeuce;
  const [winner, another] = play?.hand.results ?? [];
  if (play === null || bounty === 0 || winner === undefined || another !== undefined) return;
  const { setup, seats } = play.hand;
  const inHand = seats.find(({ seat }) => seat === winner.seat);
  const player = play.players[seats.findIndex(({ seat }) => seat === winner.seat)];
  if (inHand === undefined || player === undefined || variants[setup.variant].holeCards !== 2) return;
  const ranks = inHand.cards.map(([rank]) => rank);
  if (!ranks.includes("7") || !ranks.includes("2")) return;
  const { seat, cards, shown } = inHand;
  if (shown?.length !== cards.length) record(draft, { type: "CardsShown", seat, cards, handName: null });
  const from = seats.flatMap((payer) => {
    const chips = Math.min(bounty, seatAt(draft.state, payer.seat)?.stack ?? 0);
    return payer.seat === seat || chips === 0 ? [] : [{ seat: payer.seat, chips }];
  });
  if (from.length > 0) record(draft, { type: "BountyPaid", seat, player, from });
}
