import type { PlayerId, Rejection } from "../game/game.ts";
import { type Draft, record } from "./draft.ts";
import { dealRunOut } from "./hand-flow.ts";
import { isLive } from "./hand-state.ts";
import { refuse } from "./refusal.ts";
import type { CommandOf } from "./table-command.ts";
import { handSeatOf, liveHand } from "./table-state.ts";

/** Everybody whose hand is live has to agree; one who does not is enough to deal the board once. */
export function runTwice(draft: Draft, player: PlayerId, { agree }: CommandOf<"runTwice">): Rejection | null {
  const { paused, runOutVote } = draft.state;
  const hand = liveHand(draft.state);
  if (hand === null || runOutVote === null) return refuse("no_run_out");
  if (paused !== null) return refuse("paused");
  const inHand = handSeatOf(draft.state, player);
  if (inHand === null || !isLive(inHand)) return refuse("not_dealt_in");
  if (!agree) {
    dealRunOut(draft, 1);
    return null;
  }
  if (runOutVote.agreed.includes(inHand.seat)) return refuse("nothing_to_do");
  record(draft, { type: "RunTwiceAgreed", seat: inHand.seat, player });
  const agreed = draft.state.runOutVote?.agreed ?? [];
  if (hand.seats.every((entrant) => !isLive(entrant) || agreed.includes(entrant.seat))) dealRunOut(draft, 2);
  return null;
}
