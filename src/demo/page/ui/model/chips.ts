const grouped = new Intl.NumberFormat("en-US");

/** "1,250". */
export function chipText(chips: number): string {
  return grouped.format(chips);
}

/** For narrow places: "12.5K", "3.2M"; exact below ten thousand. */
export function shortChipText(chips: number): string {
  if (chips < 10_000) return chipText(chips);
  const [unit, letter] = chips < 1_000_000 ? [1_000, "K"] : [1_000_000, "M"];
  const rounded = Math.floor((chips / unit) * 10) / 10;
  return `${rounded >= 100 ? Math.floor(rounded) : rounded}${letter}`;
}

/** "+120", "−40", "0". */
export function signedChipText(chips: number): string {
  if (chips === 0) return "0";
  return `${chips > 0 ? "+" : "−"}${chipText(Math.abs(chips))}`;
}

/** How many discs a stack is drawn with. */
export function discCount(chips: number, bigBlind: number): number {
  const blinds = chips / Math.max(1, bigBlind);
  if (blinds <= 1) return 1;
  if (blinds <= 5) return 2;
  return blinds <= 25 ? 3 : 4;
}
