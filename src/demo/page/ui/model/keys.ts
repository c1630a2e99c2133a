/** What a key asks for at the table. */
export type KeyWish =
  | "fold"
  | "passive"
  | "raise"
  | "allIn"
  | "more"
  | "less"
  | "confirm"
  | "cancel"
  | "help"
  | { readonly preset: number };

const WISHES: Readonly<Record<string, KeyWish>> = {
  f: "fold",
  c: "passive",
  k: "passive",
  r: "raise",
  b: "raise",
  a: "allIn",
  arrowup: "more",
  arrowright: "more",
  arrowdown: "less",
  arrowleft: "less",
  enter: "confirm",
  escape: "cancel",
  "?": "help",
};

export const KEY_HELP: readonly { readonly keys: string; readonly does: string }[] = [
  { keys: "F", does: "Fold" },
  { keys: "C", does: "Check or call" },
  { keys: "R", does: "Choose a bet or raise; again or Enter makes it" },
  { keys: "1 – 5", does: "Choose a size: min, half pot, three quarters, pot, all-in" },
  { keys: "← → ↑ ↓", does: "A little less or more" },
  { keys: "Enter", does: "Make the bet or raise that is chosen" },
  { keys: "A", does: "Choose all-in" },
  { keys: "Esc", does: "Take the choice back" },
  { keys: "?", does: "This list" },
];

interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly repeat: boolean;
}

/** Null for a key that means nothing here. A key that is held down only moves the size. */
export function wishOf({ key, ctrlKey, metaKey, altKey, repeat }: KeyPress): KeyWish | null {
  if (ctrlKey || metaKey || altKey) return null;
  const wish = /^[1-5]$/.test(key) ? { preset: Number(key) } : (WISHES[key.toLowerCase()] ?? null);
  return repeat && wish !== "more" && wish !== "less" ? null : wish;
}
