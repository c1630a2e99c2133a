/** What a player gave for the shuffle. */
export interface PlayerSeed {
  readonly player: string;
  readonly seed: string;
}

/** A deck whose order was fixed before its first card. */
export interface SealedDeck {
  readonly promise: string;
  /** Secret: the whole deck follows from it. */
  readonly key: string;
  readonly root: string;
  /** In the order of the seats. */
  readonly seeds: readonly PlayerSeed[];
}

/** One secret for all decks from the first person's arrival until the table is closed, promised before any player's seed. */
export interface DeckSecret {
  /** Above every card: all decks to come follow from it. */
  readonly secret: string;
  readonly promise: string;
  readonly firstHand: number;
}

/** Of a session that is over: no secret any more. */
export interface RevealedSecret extends DeckSecret {
  readonly lastHand: number;
}
