/** Those that `games.ts` has. */
export const GAME_NAMES = ["poker", "blackjack"] as const;

export type GameName = (typeof GAME_NAMES)[number];

/** Which game a new room begins with: the first whose pattern fits its id, else the default. */
export interface GameChoice {
  readonly byDefault: GameName;
  readonly byRoom: readonly { readonly pattern: string; readonly game: GameName }[];
}

export const GAME_RULE = `must be a game (${GAME_NAMES.join(", ")}), and may have room=game or prefix*=game behind it, comma-separated`;

/** `poker`, or `poker,bj-*=blackjack`; null when it is neither. */
export function readGameChoice(text: string): GameChoice | null {
  const [first = "", ...others] = text.split(",").map((part) => part.trim());
  const byDefault = gameOf(first);
  const byRoom = others.map((part) => {
    const [, pattern = "", name = ""] = /^([\w-]+\*?|\*)=(\w+)$/.exec(part) ?? [];
    return { pattern, game: gameOf(name) };
  });
  if (byDefault === null || !byRoom.every(isComplete)) return null;
  return { byDefault, byRoom };
}

export function chooseGame({ byDefault, byRoom }: GameChoice, roomId: string): GameName {
  return byRoom.find(({ pattern }) => fits(pattern, roomId))?.game ?? byDefault;
}

function fits(pattern: string, roomId: string): boolean {
  return pattern.endsWith("*") ? roomId.startsWith(pattern.slice(0, -1)) : roomId === pattern;
}

function gameOf(name: string): GameName | null {
  return GAME_NAMES.find((known) => known === name) ?? null;
}

function isComplete(choice: {
  readonly pattern: string;
  readonly game: GameName | null;
}): choice is GameChoice["byRoom"][number] {
  return choice.pattern !== "" && choice.game !== null;
}
