export interface Character {
  /** The 100ms `user_id`. */
  readonly player: string;
  readonly name: string;
}

const NAMES = ["Alice", "Bob", "Carol", "Dave", "Erin", "Frank", "Grace", "Heidi", "Ivan"];

/** Who plays. */
export function castOf(players: number): readonly Character[] {
  return NAMES.slice(0, players).map(character);
}

/** Looks on without a seat, so may see no card that is not on the table. */
export const SPECTATOR: Character = character("Walter");

function character(name: string): Character {
  return { player: name.toLowerCase(), name };
}
