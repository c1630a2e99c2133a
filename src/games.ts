import { blackjack } from "./blackjack/blackjack.ts";
import type { Config } from "./config.ts";
import type { GameDescription } from "./game/description.ts";
import type { Game } from "./game/game.ts";
import { chooseGame, GAME_NAMES, type GameName } from "./game-choice.ts";
import { poker } from "./poker/poker.ts";
import type { AnyGame } from "./rooms/room-state.ts";

interface KnownGame {
  readonly game: AnyGame;
  readonly config: (config: Config) => unknown;
  /** Loaded when somebody asks for the documents. */
  readonly describe: () => Promise<GameDescription>;
}

/** Every game that this service can play. Another one is a row here and a name in `game-choice.ts`. */
const games: Readonly<Record<GameName, KnownGame>> = {
  poker: {
    game: poker,
    config: ({ table }) => table,
    describe: async () => (await import("./poker/describe-poker.ts")).describePoker(),
  },
  blackjack: {
    game: blackjack,
    config: (config) => config.blackjack,
    describe: async () => (await import("./blackjack/describe-blackjack.ts")).describeBlackjack(),
  },
};

/** What a service plays. Rooms go on with the game they began with, so all games are there whatever is chosen. */
export interface PlayedGames {
  readonly games: readonly { readonly game: AnyGame; readonly config: unknown }[];
  /** The name of the game that a new room begins with. */
  readonly choose: (roomId: string) => string;
  /** Those that new rooms may begin with. */
  readonly describe: () => Promise<readonly GameDescription[]>;
}

export function playedGames(config: Config): PlayedGames {
  const { byDefault, byRoom } = config.game;
  const chosen = new Set([byDefault, ...byRoom.map(({ game }) => game)]);
  return {
    games: GAME_NAMES.map((name) => ({ game: games[name].game, config: games[name].config(config) })),
    choose: (roomId) => chooseGame(config.game, roomId),
    describe: () => describeGames([...chosen]),
  };
}

/** In the order of the names. */
export function describeGames(names: readonly GameName[]): Promise<readonly GameDescription[]> {
  return Promise.all(names.map((name) => games[name].describe()));
}

/** One game that is none of those above, in every room. */
export function onlyGame<GameConfig, State, Command, Event, PublicEvent, PublicView, PrivateView>(
  game: Game<GameConfig, State, Command, Event, PublicEvent, PublicView, PrivateView>,
  config: GameConfig,
): PlayedGames {
  const one = { game: game as AnyGame, config };
  return { games: [one], choose: () => game.name, describe: () => Promise.resolve([]) };
}
