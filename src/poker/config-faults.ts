import type { TableConfig } from "./table-config.ts";
import { optionsOf, type TableOptions } from "./table-options.ts";

interface ConfigFault {
  readonly path: string;
  readonly message: string;
}

/** The rules of cash games, as they are when switched off. */
export const CASH_ONLY = {
  rabbitHunt: false,
  movingButton: false,
  straddle: "off",
  bombPotEvery: 0,
  runItTwice: false,
  sevenDeuce: 0,
  dealersChoice: false,
} as const satisfies Partial<TableOptions>;

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
  return [...faults, ...tournamentFaults(config)];
}

/** A tournament has the rules of tournaments (TDA), and no more prizes than players. */
export function tournamentFaults(
  config: Partial<TableOptions> & Pick<TableConfig, "seats">,
): readonly ConfigFault[] {
  const options = optionsOf(config);
  if (options.mode === "cash") return [];
  const names = Object.keys(CASH_ONLY) as (keyof typeof CASH_ONLY)[];
  const places = options.payouts === "" ? 0 : options.payouts.split(",").length;
  return [
    ...names
      .filter((name) => options[name] !== CASH_ONLY[name])
      .map((path) => ({ path, message: "is not for a sit and go" })),
    ...(places > config.seats ? [{ path: "payouts", message: "must not be more than seats" }] : []),
  ];
}
