import type { TableChanges } from "../table-changes.ts";
import type { FairDeckEvent } from "../table-event.ts";
import { changeSeat } from "../table-seat.ts";

export const fairDeckChanges: TableChanges<FairDeckEvent> = {
  DecksPromised: (state, { secret, promise, firstHand }) => ({
    ...state,
    decks: { secret, promise, firstHand },
  }),
  SeedGiven: (state, { seat, seed }) => changeSeat(state, seat, { seed }),
  DeckSealed: (state, { promise, key, root, seeds }) =>
    state.play === null
      ? state
      : { ...state, play: { ...state.play, sealed: { promise, key, root, seeds } } },
};
