import type { TableConfig } from "./table-config.ts";

interface ConfigFault {
  readonly path: string;
  readonly message: string;
}

/** Five cards each and a board of five, of 52. */
const MOST_SEATS_WITH_FIVE_CARDS = 9;

/** What contradicts each other, as the environment is judged. */
export function configFaults(config: TableConfig): readonly ConfigFault[] {
  const { variant, seats, minPlayers, smallBlind, bigBlind, buyIn, buyInMin, buyInMax } = config;
  const faults: ConfigFault[] = [];
  const fault = (path: string, message: string): void => void faults.push({ path, message });
  if (smallBlind > bigBlind) fault("smallBlind", "must not exceed bigBlind");
  if (buyIn < buyInMin) fault("buyIn", "must be at least buyInMin");
  if (buyIn > buyInMax) fault("buyIn", "must be at most buyInMax");
  if (minPlayers > seats) fault("minPlayers", "must not exceed seats");
  if (variant === "plo5" && seats > MOST_SEATS_WITH_FIVE_CARDS)
    fault("seats", `must be at most ${MOST_SEATS_WITH_FIVE_CARDS} for plo5: the deck has no more cards`);
  return faults;
}
