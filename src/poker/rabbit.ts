import type { PlayerId, Rejection } from "../game/game.ts";
import { type Draft, record } from "./draft.ts";
import { cardsToCome } from "./next-street.ts";
import { refuse } from "./refusal.ts";
import { optionsOf } from "./table-options.ts";
import { handSeatOf } from "./table-state.ts";

/** The board cards that would have come, for everybody to see. */
export function huntRabbit(draft: Draft, player: PlayerId): Rejection | null {
  const { play, config } = draft.state;
  if (!optionsOf(config).rabbitHunt) return refuse("not_offered");
  if (play === null) return refuse("no_hand");
  if (handSeatOf(draft.state, player) === null) return refuse("not_dealt_in");
  if (!play.hand.ended) return refuse("hand_in_play");
  const [cards = [], cards2] = cardsToCome(play.hand);
  if (cards.length === 0 || play.rabbit !== undefined) return refuse("nothing_to_do");
  record(draft, { type: "RabbitHunted", by: player, cards, ...(cards2 !== undefined && { cards2 }) });
  return null;
}
