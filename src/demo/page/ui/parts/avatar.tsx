const HUES = 12;

/** Two letters on a colour that stays the player's own. */
export function Avatar({ player, name }: { readonly player: string; readonly name: string }) {
  return (
    <span className="avatar" data-hue={hueOf(player)} aria-hidden="true">
      {initials(name)}
    </span>
  );
}

function initials(name: string): string {
  const [first = "", second = ""] = name.trim().split(/\s+/);
  const letters =
    second === "" ? Array.from(first).slice(0, 2) : [Array.from(first)[0], Array.from(second)[0]];
  return letters.join("").toUpperCase();
}

function hueOf(player: string): number {
  let sum = 0;
  for (const character of player) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return sum % HUES;
}
